-- SPDX-License-Identifier: GPL-3.0-or-later
-- name: skill_list
select id, name from skill order by name_key

-- name: skill_get
select id, name from skill where id = :id

-- name: skill_save
insert into skill (id, name, name_key, created_us) values (:id, :name, :name_key, :now_us)
on conflict (id) do update set name = excluded.name, name_key = excluded.name_key

-- name: skill_by_name
select id, name from skill where name_key = :name_key

-- name: skill_delete
delete from skill where id = :id

-- name: skill_in_use
select (select count(*) from queue_skill s join queue q on q.id = s.queue_id where s.skill_id = :id and q.archived_us is null)

-- name: skill_forget_users
delete from user_skill where skill_id = :id

-- name: skill_forget_queues
delete from queue_skill where skill_id = :id

-- name: user_skill_list
select s.skill_id, s.level from user_skill s where s.user_id = :user_id order by s.skill_id

-- name: user_skill_all
select s.user_id, s.skill_id, s.level from user_skill s order by s.user_id, s.skill_id

-- name: user_skill_clear
delete from user_skill where user_id = :user_id

-- name: user_skill_insert
insert into user_skill (user_id, skill_id, level)
select r.user_id, r.skill_id, r.level from {{rows r: user_id text, skill_id text, level bigint}}

-- name: queue_list
select id, settings from queue where archived_us is null order by name_key

-- name: queue_get
select id, settings from queue where id = :id and archived_us is null

-- name: queue_get_locked
select id, settings from queue where id = :id and archived_us is null {{for update of queue}}

-- name: queue_by_name
select id, settings from queue where name_key = :name_key

-- name: queue_save
insert into queue (id, name, name_key, settings, service_level_s, short_abandon_s, created_us, updated_us)
values (:id, :name, :name_key, :settings, :service_level_s, :short_abandon_s, :now_us, :now_us)
on conflict (id) do update set name = excluded.name, name_key = excluded.name_key, settings = excluded.settings,
    service_level_s = excluded.service_level_s, short_abandon_s = excluded.short_abandon_s, updated_us = excluded.updated_us

-- name: queue_archive
update queue set archived_us = :now_us, name_key = id, updated_us = :now_us where id = :id and archived_us is null

-- name: queue_skill_clear
delete from queue_skill where queue_id = :queue_id

-- name: queue_skill_insert
insert into queue_skill (queue_id, skill_id, min_level, weight)
select r.queue_id, r.skill_id, r.min_level, r.weight
from {{rows r: queue_id text, skill_id text, min_level bigint, weight bigint}}

-- name: queue_member_list
select m.queue_id, m.user_id, m.tier, m.position, m.weight, u.name
from queue_member m join user_account u on u.id = m.user_id
where m.queue_id = :queue_id
order by m.tier, m.position, u.name, m.user_id

-- name: queue_member_all
select m.queue_id, m.user_id, m.tier, m.position, m.weight, u.name
from queue_member m join user_account u on u.id = m.user_id
where not u.disabled
order by m.queue_id, m.tier, m.position, m.user_id

-- name: queue_member_of_user
select m.queue_id, m.user_id, m.tier, m.position, m.weight, u.name
from queue_member m join user_account u on u.id = m.user_id
where m.user_id = :user_id
order by m.queue_id

-- name: queue_member_get
select m.queue_id, m.user_id, m.tier, m.position, m.weight, u.name
from queue_member m join user_account u on u.id = m.user_id
where m.queue_id = :queue_id and m.user_id = :user_id

-- name: queue_member_save
insert into queue_member (queue_id, user_id, tier, position, weight) values (:queue_id, :user_id, :tier, :position, :weight)
on conflict (queue_id, user_id) do update set tier = excluded.tier, position = excluded.position, weight = excluded.weight

-- name: queue_member_delete
delete from queue_member where queue_id = :queue_id and user_id = :user_id

-- name: queue_member_clear
delete from queue_member where queue_id = :queue_id

-- name: schedule_list
select id, name, hours from schedule order by name_key

-- name: schedule_get
select id, name, hours from schedule where id = :id

-- name: schedule_by_name
select id, name, hours from schedule where name_key = :name_key

-- name: schedule_save
insert into schedule (id, name, name_key, hours, created_us, updated_us)
values (:id, :name, :name_key, :hours, :now_us, :now_us)
on conflict (id) do update set name = excluded.name, name_key = excluded.name_key, hours = excluded.hours,
    updated_us = excluded.updated_us

-- name: schedule_delete
delete from schedule where id = :id

-- name: schedule_in_use
select count(*) from inbound_number where schedule_id = :id

-- fragment: number_columns
number, label, schedule_id, open_route, closed_route
-- name: number_list
select {{> number_columns}} from inbound_number order by number

-- name: number_get
select {{> number_columns}} from inbound_number where number = :number

-- name: number_save
insert into inbound_number (number, label, schedule_id, open_route, closed_route, updated_us)
values (:number, :label, :schedule_id, :open_route, :closed_route, :now_us)
on conflict (number) do update set label = excluded.label, schedule_id = excluded.schedule_id,
    open_route = excluded.open_route, closed_route = excluded.closed_route, updated_us = excluded.updated_us

-- name: number_delete
delete from inbound_number where number = :number
