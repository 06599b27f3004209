-- SPDX-License-Identifier: GPL-3.0-or-later
-- The agents of a queue, as its campaigns' pacing sees them.
-- name: floor_agents
select s.activity, s.availability, s.pending_reason is not null or s.pending_log_off, s.state_since_us, s.wrap_started_us
from queue_member m join agent_state s on s.user_id = m.user_id
where m.queue_id = :queue_id and s.presence = 'online'

-- Callers who wait in the queue and are not a campaign's.
-- name: floor_callers
select count(*) from queue_entry e join call c on c.id = e.call_id
where e.queue_id = :queue_id and e.state = 'waiting' and c.campaign_id is null

-- Talking and wrapping up of the queue's agents that has ended since.
-- name: floor_ended
select w.kind, w.ended_us - w.began_us from work_segment w
where w.queue_id = :queue_id and w.ended_us > :since_us and w.kind in ('talk', 'wrap')
order by w.ended_us limit 1000

-- What has become of a campaign's dials: people are all who answered but machines.
-- name: dialled_rates
select count(*), coalesce(sum(x.person), 0), coalesce(sum(case when x.answered_us is null and x.ended_us - x.created_us < 8000000 then 1 else 0 end), 0),
    cast(coalesce(sum(case when x.person = 1 then x.answered_us - x.created_us else 0 end), 0) as bigint)
from (select a.created_us, a.answered_us, a.ended_us,
          case when a.answered_us is not null and coalesce(a.machine, '') not like 'machine%' and coalesce(a.machine, '') <> 'fax_detected'
              then 1 else 0 end as person
      from attempt a
      where a.campaign_id = :campaign_id and a.ended_us is not null and a.ended_us > :since_us and a.outcome <> 'not_placed') x

-- name: dialled_work
select w.kind, count(*), cast(sum(w.ended_us - w.began_us) as bigint)
from attempt a join work_segment w on w.call_id = a.call_id
where a.campaign_id = :campaign_id and a.ended_us is not null and a.ended_us > :since_us and w.ended_us is not null and w.kind in ('talk', 'wrap')
group by w.kind

-- name: pacer_of
select c.pacer, c.pacer_us from campaign c where c.id = :id

-- name: pacer_save
update campaign set pacer = :pacer, pacer_us = :now_us where id = :id

-- name: floor_queue
select (select count(*) from queue q where q.id = :queue_id and q.archived_us is null),
    (select count(*) from queue_member m where m.queue_id = :queue_id)
