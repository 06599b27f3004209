-- SPDX-License-Identifier: GPL-3.0-or-later
-- name: team_save
insert into team (id, name, name_key, created_us, removed) values (:id, :name, :name_key, :created_us, :removed)
on conflict (id) do update set name = excluded.name, name_key = excluded.name_key, removed = excluded.removed

-- name: team_list
select t.id, t.name, t.removed, t.created_us from team t order by t.name_key

-- name: team_one
select t.id, t.name, t.removed, t.created_us from team t where t.id = :id

-- name: team_by_key
select t.id, t.name, t.removed, t.created_us from team t where t.name_key = :name_key

-- name: team_members
select count(*) from user_account u where u.team_id = :id

-- name: reason_code_save
insert into reason_code (key, label, position, system, removed) values (:key, :label, :position, :system, :removed)
on conflict (key) do update set label = excluded.label, position = excluded.position, removed = excluded.removed

-- name: reason_code_list
select r.key, r.label, r.position, r.system, r.removed from reason_code r order by r.position, r.key

-- name: reason_code_one
select r.key, r.label, r.position, r.system, r.removed from reason_code r where r.key = :key

-- fragment: disposition_columns
d.key, d.label, d.hotkey, d.queue_id, d.campaign_id, d.human_answered, d.right_party, d.sale, d.not_interested,
d.do_not_call, d.callback, d.unworkable, d.completed, d.counts_as_drop, d.action, d.position, d.system, d.removed

-- name: disposition_save
insert into disposition (key, label, hotkey, queue_id, campaign_id, human_answered, right_party, sale, not_interested,
    do_not_call, callback, unworkable, completed, counts_as_drop, action, position, system, removed)
values (:key, :label, :hotkey, :queue_id, :campaign_id, :human_answered, :right_party, :sale, :not_interested,
    :do_not_call, :callback, :unworkable, :completed, :counts_as_drop, :action, :position, :system, :removed)
on conflict (key) do update set label = excluded.label, hotkey = excluded.hotkey, queue_id = excluded.queue_id,
    campaign_id = excluded.campaign_id, human_answered = excluded.human_answered, right_party = excluded.right_party,
    sale = excluded.sale, not_interested = excluded.not_interested, do_not_call = excluded.do_not_call,
    callback = excluded.callback, unworkable = excluded.unworkable, completed = excluded.completed,
    counts_as_drop = excluded.counts_as_drop, action = excluded.action, position = excluded.position,
    removed = excluded.removed

-- name: disposition_list
select {{> disposition_columns}} from disposition d order by d.position, d.key

-- name: disposition_one
select {{> disposition_columns}} from disposition d where d.key = :key

-- fragment: call_disposition_columns
d.id, d.call_id, d.agent_id, d.code, d.note, d.callback_us, d.actor_id, d.at_us, d.replaced_us

-- name: call_disposition_replace
update call_disposition set replaced_us = :now_us
where call_id = :call_id and coalesce(agent_id, '') = :agent_id and replaced_us is null

-- name: call_disposition_insert
insert into call_disposition (id, call_id, agent_id, code, note, callback_us, actor_id, at_us)
values (:id, :call_id, :agent_id, :code, :note, :callback_us, :actor_id, :at_us)

-- name: call_disposition_final
select {{> call_disposition_columns}} from call_disposition d
where d.call_id = :call_id and coalesce(d.agent_id, '') = :agent_id and d.replaced_us is null

-- name: call_disposition_history
select {{> call_disposition_columns}} from call_disposition d where d.call_id = :call_id order by d.at_us, d.id
