-- SPDX-License-Identifier: GPL-3.0-or-later
-- name: webhook_insert
insert into webhook_event (event_id, type, occurred_us, received_us, body)
select r.event_id, r.type, r.occurred_us, r.received_us, r.body
from {{rows r: event_id text, type text, occurred_us bigint, received_us bigint, body text}}
where true
on conflict (event_id) do nothing
returning event_id

-- name: webhook_count
select count(*) from webhook_event

-- A second open command with the same key is dropped: two clicks on hang-up are one hang-up.
-- name: command_insert
insert into carrier_command (id, call_id, leg_id, kind, args, once_key, state, created_us)
select r.id, r.call_id, r.leg_id, r.kind, r.args, r.once_key, 'pending', r.created_us
from {{rows r: id text, call_id text, leg_id text, kind text, args text, once_key text, created_us bigint}}
where true
on conflict do nothing
returning id

-- name: command_load_open
select c.id, c.call_id, c.leg_id, c.kind, c.args, c.state, c.attempts, c.created_us, c.first_sent_us
from carrier_command c
where c.state in ('pending', 'sending')
order by c.created_us, c.id
limit :limit

-- Written before the first byte leaves, so that after a crash we know that it may have left.
-- name: command_claim
update carrier_command set state = 'sending', attempts = attempts + 1,
    first_sent_us = coalesce(first_sent_us, :now_us)
where id in {{list ids}} and state in ('pending', 'sending')
returning id

-- name: command_finish
update carrier_command set state = :state, finished_us = :now_us, error_code = :error_code, error_text = :error_text
where id = :id and state in ('pending', 'sending')

-- name: event_append
insert into event_log (kind, subject, audience, audience_user, at_us, payload)
select r.kind, r.subject, r.audience, r.audience_user, r.at_us, r.payload
from {{rows r: n bigint, kind text, subject text, audience text, audience_user text, at_us bigint, payload text}}
where true
order by r.n

-- The same with a lock before the first number is taken, so that numbers become visible in their order, and a hint to other
-- nodes: one way to the server instead of three. Sorting takes all rows first, so the lock comes before any number.
-- name: event_append_shared postgres only
with lock as materialized (select pg_advisory_xact_lock(4810240002)),
appended as (
    insert into event_log (kind, subject, audience, audience_user, at_us, payload)
    select r.kind, r.subject, r.audience, r.audience_user, r.at_us, r.payload
    from lock, {{rows r: n bigint, kind text, subject text, audience text, audience_user text, at_us bigint, payload text}}
    order by r.n
    returning 1)
select pg_notify('callfloor_events', '') from (select count(*) from appended) as counted

-- name: event_after
select e.seq, e.kind, e.subject, e.audience, e.audience_user, e.at_us, e.payload
from event_log e
where e.seq > :seq and e.kind in {{list kinds}}
order by e.seq
limit :limit

-- name: event_newest
select coalesce(max(seq), 0) from event_log

-- name: event_oldest
select coalesce(min(seq), 0) from event_log

-- What a command needs to know of the legs that it names when it is sent.
-- name: leg_handles
select l.id, l.call_control_id, l.call_leg_id, l.ended_us is not null
from leg l
where l.id in {{list ids}}
