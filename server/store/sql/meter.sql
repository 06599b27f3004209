-- SPDX-License-Identifier: GPL-3.0-or-later
-- Figures for /metrics: what is now, and what was added between two moments.

-- name: meter_live_calls
select status, direction, count(*) from call where final_status is null and stage <> 'line' group by status, direction order by status, direction

-- name: meter_waiting
select q.name, count(e.id), min(e.entered_us)
from queue q left join queue_entry e on e.queue_id = q.id and e.state in ('waiting', 'offered')
group by q.id, q.name
order by q.name, q.id

-- name: meter_agents
select presence, activity, availability, count(*) from agent_state group by presence, activity, availability
order by presence, activity, availability

-- name: meter_open_commands
select count(*), min(created_us) from carrier_command where state in ('pending', 'sending')

-- Waits that ended in the time; none lasts longer than a day, which keeps to the index.
-- name: meter_waits
select q.name, e.state, coalesce(e.connected_us, e.ended_us) - e.entered_us
from queue_entry e join queue q on q.id = e.queue_id
where e.entered_us > :day_before_us and e.state in ('connected', 'abandoned', 'flowed_out')
  and coalesce(e.connected_us, e.ended_us) > :since_us and coalesce(e.connected_us, e.ended_us) <= :until_us

-- name: meter_calls
select direction,
    sum(case when started_us > :since_us and started_us <= :until_us then 1 else 0 end),
    sum(case when answered_us > :since_us and answered_us <= :until_us then 1 else 0 end),
    sum(case when ended_us > :since_us and ended_us <= :until_us then 1 else 0 end),
    sum(case when ended_us > :since_us and ended_us <= :until_us and final_status = 'FAILED' then 1 else 0 end)
from call where started_us > :day_before_us and started_us <= :until_us and stage <> 'line'
group by direction

-- name: meter_webhooks
select count(*), coalesce(sum(received_us - occurred_us), 0), coalesce(max(received_us - occurred_us), 0)
from webhook_event where received_us > :since_us and received_us <= :until_us

-- What the law counts, over all time.
-- name: meter_dropped
select coalesce(sum(answered_live), 0), coalesce(sum(abandoned), 0) from abandon_ledger
