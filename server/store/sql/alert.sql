-- SPDX-License-Identifier: GPL-3.0-or-later
-- name: alert_limits
select l.kind, l.subject_id, l.enabled, l.limit_value, l.margin, l.hold_s, l.least_count, l.phrases
from alert_limit l order by l.kind, l.subject_id

-- name: alert_limit_set
insert into alert_limit (kind, subject_id, enabled, limit_value, margin, hold_s, least_count, phrases, updated_us)
values (:kind, :subject_id, :enabled, :limit_value, :margin, :hold_s, :least_count, :phrases, :now_us)
on conflict (kind, subject_id) do update set
    enabled = excluded.enabled, limit_value = excluded.limit_value, margin = excluded.margin, hold_s = excluded.hold_s,
    least_count = excluded.least_count, phrases = excluded.phrases, updated_us = excluded.updated_us

-- name: alert_limit_remove
delete from alert_limit where kind = :kind and subject_id = :subject_id and subject_id <> ''

-- fragment: alert_columns
a.id, a.kind, a.subject_id, a.subject_name, a.agent_id, a.call_id, a.value, a.limit_value, a.words, a.raised_us,
a.acknowledged_us, a.acknowledged_by, u.name, a.ended_us, a.end_reason

-- Of two that find the same at once, one tells it.
-- name: alert_raise
insert into alert (id, kind, subject_id, subject_name, agent_id, call_id, value, limit_value, words, raised_us)
values (:id, :kind, :subject_id, :subject_name, :agent_id, :call_id, :value, :limit_value, :words, :raised_us)
on conflict (kind, subject_id) where ended_us is null do nothing

-- name: alert_open_all
select {{> alert_columns}} from alert a left join user_account u on u.id = a.acknowledged_by
where a.ended_us is null order by a.kind, a.subject_id

-- name: alert_one
select {{> alert_columns}} from alert a left join user_account u on u.id = a.acknowledged_by
where a.id = :id

-- name: alert_open_of
select {{> alert_columns}} from alert a left join user_account u on u.id = a.acknowledged_by
where a.kind = :kind and a.subject_id = :subject_id and a.ended_us is null

-- fragment: filter_alert_open
a.ended_us is null
-- fragment: filter_alert_cursor
(a.raised_us, a.id) < (:cursor_us, :cursor)
-- fragment: filter_alert_team
a.agent_id is null or o.team_id = :scope_team or a.agent_id = :scope_agent
-- fragment: filter_alert_self
a.agent_id is null or a.agent_id = :scope_agent

-- name: alert_list
select {{> alert_columns}}
from alert a left join user_account u on u.id = a.acknowledged_by left join user_account o on o.id = a.agent_id
where {{filters}}
order by a.raised_us desc, a.id desc
limit :limit

-- name: alert_acknowledge
update alert set acknowledged_us = :now_us, acknowledged_by = :by where id = :id and acknowledged_us is null and ended_us is null

-- name: alert_end
update alert set ended_us = case when raised_us > :now_us then raised_us else :now_us end, end_reason = :reason
where id = :id and ended_us is null

-- Agents who do not work, or whose console is away.
-- name: alert_agents
select s.user_id, u.name, s.presence, s.activity, s.state_since_us
from agent_state s join user_account u on u.id = s.user_id
where s.presence <> 'offline'
    and (s.presence = 'unreachable' or s.activity = 'WRAPUP' or (s.activity = 'IDLE' and s.availability = 'NOT_READY'))

-- Members who are signed on, of the queues in which somebody waits.
-- name: alert_staff
select m.queue_id, count(*)
from queue_member m join agent_state s on s.user_id = m.user_id
where s.presence = 'online'
group by m.queue_id

-- Legs that the carrier has been asked about again and again.
-- name: alert_dead_legs
select l.call_id, c.customer_number, c.agent_id, max(l.checks)
from leg l join call c on c.id = l.call_id
where l.unsettled and l.checks > 0 and l.ended_us is null
group by l.call_id, c.customer_number, c.agent_id

-- name: alert_live_calls
select c.id from call c where c.id in {{list calls}} and c.final_status is null
