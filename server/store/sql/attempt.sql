-- SPDX-License-Identifier: GPL-3.0-or-later
-- name: attempt_insert
insert into attempt (id, campaign_id, lead_id, lead_number_id, number, call_id, caller_id, mode, created_us)
select r.id, r.campaign_id, r.lead_id, r.lead_number_id, r.number, r.call_id, r.caller_id, r.mode, r.created_us
from {{rows r: id text, campaign_id text, lead_id text, lead_number_id text, number text, call_id text, caller_id text,
    mode text, created_us bigint}}
where true

-- name: attempt_open_count
select count(*) from attempt where campaign_id = :campaign_id and ended_us is null

-- fragment: attempt_columns
a.id, a.campaign_id, a.lead_id, a.lead_number_id, a.number, a.call_id, a.caller_id, a.created_us, a.answered_us, a.ended_us,
a.machine, a.agent_id, a.wait_us, a.abandoned, a.message_played, a.outcome, a.noted_us, a.settled_us

-- name: attempt_of_call
select {{> attempt_columns}} from attempt a where a.call_id = :call_id

-- name: attempt_close
update attempt set ended_us = :now_us, outcome = :outcome, answered_us = coalesce(answered_us, :answered_us)
where call_id = :call_id and ended_us is null

-- An ending that a later report has corrected.
-- name: attempt_correct
update attempt set outcome = :outcome, answered_us = coalesce(answered_us, :answered_us) where id = :id

-- name: attempt_answered
update attempt set answered_us = :answered_us, noted_us = :now_us where id = :id and answered_us is null and ended_us is null

-- name: attempt_machine
update attempt set machine = :machine where id = :id and machine is null

-- name: attempt_agent
update attempt set agent_id = :agent_id, wait_us = :wait_us, settled_us = :now_us where id = :id and agent_id is null and not abandoned

-- name: attempt_abandoned
update attempt set abandoned = true, message_played = :message_played, wait_us = :wait_us, settled_us = :now_us
where id = :id and agent_id is null and not abandoned

-- name: attempt_message
update attempt set message_played = true where id = :id

-- How often a lead's attempts came to an outcome.
-- name: attempt_outcomes
select count(*), coalesce(sum(case when a.created_us > :since_us then 1 else 0 end), 0)
from attempt a where a.lead_id = :lead_id and a.outcome = :outcome

-- name: attempt_recent
select a.number, a.created_us, a.abandoned, a.outcome
from attempt a
where a.number in {{list numbers}} and a.created_us > :since_us
order by a.number, a.created_us

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

-- name: attempt_open_of
select {{> attempt_columns}} from attempt a where a.campaign_id = :campaign_id and a.ended_us is null order by a.created_us

-- name: attempt_ended_since
select {{> attempt_columns}} from attempt a
where a.campaign_id = :campaign_id and a.ended_us is not null and a.ended_us > :since_us
order by a.ended_us
limit :limit

-- name: caller_use_add
insert into caller_id_use (campaign_id, number, day, dials, answered)
select r.campaign_id, r.number, r.day, r.dials, r.answered
from {{rows r: campaign_id text, number text, day bigint, dials bigint, answered bigint}}
where true
on conflict (campaign_id, number, day) do update
set dials = caller_id_use.dials + excluded.dials, answered = caller_id_use.answered + excluded.answered

-- name: caller_use_of
select u.number, sum(case when u.day = :day then u.dials else 0 end), sum(u.dials), sum(u.answered)
from caller_id_use u where u.campaign_id = :campaign_id and u.day > :day - 7
group by u.number

-- Calls that have been answered and that nobody of ours has yet, with their newest wait in a queue.
-- name: attempt_waiting
select {{> attempt_columns}}, e.id, e.state, e.agent_id, e.connected_us
from attempt a left join queue_entry e on e.call_id = a.call_id
    and e.entered_us = (select max(x.entered_us) from queue_entry x where x.call_id = a.call_id)
where a.campaign_id = :campaign_id and a.ended_us is null and a.answered_us is not null and a.agent_id is null
    and not a.abandoned
order by a.answered_us
