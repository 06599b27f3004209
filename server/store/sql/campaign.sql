-- SPDX-License-Identifier: GPL-3.0-or-later
-- fragment: campaign_columns
c.id, c.name, c.status, c.mode, c.queue_id, c.rules, c.loading, c.starts_us, c.stops_us, c.concurrency, c.from_number, c.record,
c.use_ai, c.message, c.created_by, c.created_us, c.ended_us, c.ledger_seq, c.ledger_hash,
c.numbers, c.waiting, c.dialling, c.answered, c.unanswered, c.failed, c.blocked

-- name: campaign_insert
insert into campaign (id, name, status, mode, queue_id, rules, loading, starts_us, stops_us, concurrency, from_number, record,
    use_ai, message, created_by, created_us)
values (:id, :name, :status, :mode, :queue_id, :rules, :loading, :starts_us, :stops_us, :concurrency, :from_number, :record,
    :use_ai, :message, :created_by, :created_us)

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
select c.id from campaign c where c.status in ('running', 'draining') order by c.id

-- name: campaign_planned
select c.id from campaign c where c.status = 'draft' and c.starts_us is not null and c.starts_us <= :now_us order by c.id

-- Whose numbers were being taken in when the program ended: nobody has been dialled yet.
-- name: campaign_abandon_loading
update campaign set status = 'stopped', loading = false, ended_us = :now_us where loading and (:id = '' or id = :id)

-- Whoever asks again is to get a campaign that dials.
-- name: campaign_forget_loading
delete from idempotency_key where subject_id in (select c.id from campaign c where c.loading and (:id = '' or c.id = :id))

-- name: campaign_save
update campaign set status = :status, loading = :loading, ended_us = :ended_us, ledger_seq = :ledger_seq,
    ledger_hash = :ledger_hash, numbers = :numbers, waiting = :waiting, dialling = :dialling, answered = :answered,
    unanswered = :unanswered, failed = :failed, blocked = :blocked
where id = :id

-- name: campaign_change
update campaign set name = :name, mode = :mode, queue_id = :queue_id, rules = :rules, starts_us = :starts_us,
    stops_us = :stops_us, concurrency = :concurrency, from_number = :from_number, record = :record, use_ai = :use_ai,
    message = :message
where id = :id

-- fragment: filter_campaign_cursor
(c.created_us, c.id) < (:cursor_us, :cursor)

-- name: campaign_list
select {{> campaign_columns}}
from campaign c
where {{filters}}
order by c.created_us desc, c.id desc
limit :limit

-- name: campaign_created
select created_us from campaign where id = :id

-- name: refusal_add
insert into campaign_refusal (campaign_id, reason, count, last_us)
select r.campaign_id, r.reason, r.count, r.last_us
from {{rows r: campaign_id text, reason text, count bigint, last_us bigint}}
where true
on conflict (campaign_id, reason) do update
set count = campaign_refusal.count + excluded.count, last_us = excluded.last_us

-- name: refusals_of
select r.reason, r.count, r.last_us from campaign_refusal r where r.campaign_id = :campaign_id order by r.count desc, r.reason

-- name: ledger_add
insert into ledger_entry (campaign_id, seq, at_us, kind, attempt_id, body, hash)
select r.campaign_id, r.seq, r.at_us, r.kind, r.attempt_id, r.body, r.hash
from {{rows r: campaign_id text, seq bigint, at_us bigint, kind text, attempt_id text, body text, hash text}}
where true

-- name: ledger_page
select e.seq, e.at_us, e.kind, e.attempt_id, e.body, e.hash
from ledger_entry e
where e.campaign_id = :campaign_id and e.seq > :after
order by e.seq
limit :limit

-- name: abandon_add
insert into abandon_ledger (campaign_id, day, answered_live, abandoned, message_played, machines)
values (:campaign_id, :day, :answered_live, :abandoned, :message_played, :machines)
on conflict (campaign_id, day) do update
set answered_live = abandon_ledger.answered_live + excluded.answered_live,
    abandoned = abandon_ledger.abandoned + excluded.abandoned,
    message_played = abandon_ledger.message_played + excluded.message_played,
    machines = abandon_ledger.machines + excluded.machines

-- name: abandon_sum
select coalesce(sum(a.answered_live), 0), coalesce(sum(a.abandoned), 0), coalesce(sum(a.message_played), 0),
    coalesce(sum(a.machines), 0)
from abandon_ledger a
where a.campaign_id = :campaign_id and a.day > :after_day
