-- SPDX-License-Identifier: GPL-3.0-or-later
-- fragment: campaign_columns
c.id, c.name, c.status, c.concurrency, c.from_number, c.record, c.use_ai, c.message, c.created_by, c.created_us, c.ended_us,
c.numbers, c.waiting, c.dialling, c.answered, c.unanswered, c.failed, c.blocked

-- name: campaign_insert
insert into campaign (id, name, status, concurrency, from_number, record, use_ai, message, created_by, created_us, numbers,
    waiting, blocked)
values (:id, :name, 'running', :concurrency, :from_number, :record, :use_ai, :message, :created_by, :created_us, :numbers,
    :waiting, :blocked)

-- name: campaign_one
select {{> campaign_columns}}
from campaign c
where c.id = :id

-- Whoever dials for a campaign or changes it takes turns: so that the lines are counted by one at a time.
-- name: campaign_lock
select {{> campaign_columns}}
from campaign c
where c.id = :id
{{for update of c}}

-- name: campaign_running
select c.id from campaign c where c.status = 'running' order by c.id

-- name: campaign_save
update campaign set status = :status, ended_us = :ended_us, waiting = :waiting, dialling = :dialling, answered = :answered,
    unanswered = :unanswered, failed = :failed, blocked = :blocked
where id = :id

-- fragment: filter_campaign_cursor
(c.created_us, c.id) < (:cursor_us, :cursor)

-- name: campaign_list
select {{> campaign_columns}}
from campaign c
where {{filters}}
order by c.created_us desc, c.id desc
limit :limit

-- name: target_insert
insert into campaign_target (id, campaign_id, position, number, region, state, outcome)
select r.id, r.campaign_id, r.position, r.number, r.region, r.state, r.outcome
from {{rows r: id text, campaign_id text, position bigint, number text, region text, state text, outcome text}}
where true

-- Who is next, with what may stand in the way. Read and written under the campaign's lock.
-- name: target_next
select t.id, t.number, t.region, t.tries,
    exists (select 1 from do_not_call d
            where d.number = t.number and d.ended_us is null and (d.campaign_id is null or d.campaign_id = t.campaign_id)),
    exists (select 1 from attempt a where a.number = t.number and a.ended_us is null)
from campaign_target t
where t.campaign_id = :campaign_id and t.state = 'ready' and t.next_us <= :now_us
order by t.next_us, t.position
limit :limit

-- name: target_next_time
select min(t.next_us) from campaign_target t where t.campaign_id = :campaign_id and t.state = 'ready'

-- name: target_change
update campaign_target set state = :state, next_us = :next_us, tries = :tries, outcome = :outcome where id = :id

-- name: target_after_attempt
update campaign_target set state = :state, next_us = :next_us, tries = tries + :more_tries, outcome = :outcome where id = :id

-- name: attempt_insert
insert into attempt (id, campaign_id, target_id, number, call_id, created_us)
select r.id, r.campaign_id, r.target_id, r.number, r.call_id, r.created_us
from {{rows r: id text, campaign_id text, target_id text, number text, call_id text, created_us bigint}}
where true

-- name: target_dialling
update campaign_target set state = 'dialling' where id in {{list ids}}

-- name: attempt_open_count
select count(*) from attempt where campaign_id = :campaign_id and ended_us is null

-- name: attempt_close
update attempt set ended_us = :now_us, outcome = :outcome
where call_id = :call_id and ended_us is null
returning target_id, (select t.tries from campaign_target t where t.id = target_id)

-- An ending that a later report has corrected.
-- name: attempt_correct
update attempt set outcome = :outcome
where call_id = :call_id and ended_us is not null and outcome = :before
returning target_id

-- Calls whose dial has not left yet.
-- name: attempt_unsent_calls
select a.call_id
from attempt a join carrier_command k on k.call_id = a.call_id
where a.campaign_id = :campaign_id and a.ended_us is null and k.kind = 'dial' and k.state = 'pending'

-- The same for a number; of all campaigns if none is named.
-- name: attempt_unsent_to
select a.call_id
from attempt a join carrier_command k on k.call_id = a.call_id
where a.number = :number and a.ended_us is null and k.kind = 'dial' and k.state = 'pending'
    and (:campaign_key = '' or a.campaign_id = :campaign_key)

-- name: dnc_insert
insert into do_not_call (id, number, campaign_id, reason, created_by, created_us)
values (:id, :number, :campaign_id, :reason, :created_by, :now_us)
on conflict do nothing

-- fragment: dnc_columns
d.id, d.number, d.campaign_id, d.reason, d.created_us

-- name: dnc_in_force
select {{> dnc_columns}}
from do_not_call d
where d.number = :number and coalesce(d.campaign_id, '') = :campaign_key and d.ended_us is null

-- name: dnc_end
update do_not_call set ended_us = :now_us where id = :id and ended_us is null

-- fragment: filter_dnc_cursor
(d.created_us, d.id) < (:cursor_us, :cursor)
-- fragment: filter_dnc_number
d.number = :number

-- name: dnc_list
select {{> dnc_columns}}
from do_not_call d
where d.ended_us is null and {{filters}}
order by d.created_us desc, d.id desc
limit :limit

-- name: dnc_created
select created_us from do_not_call where id = :id

-- name: campaign_created
select created_us from campaign where id = :id
