-- SPDX-License-Identifier: GPL-3.0-or-later
-- fragment: figures_queue
e.queue_id = :queue_id
-- fragment: figures_agent
e.agent_id = :agent_id
-- fragment: work_queue
w.queue_id = :queue_id
-- fragment: work_user
w.user_id = :user_id

-- An entry counts in the interval in which it entered the queue.
-- name: figures_entries
select e.queue_id, coalesce(e.agent_id, ''), (e.entered_us - :from_us) / :interval_us,
    count(*),
    sum(case when e.state = 'connected' then 1 else 0 end),
    sum(case when e.state = 'connected' and e.connected_us - e.entered_us <= q.service_level_s * 1000000 then 1 else 0 end),
    sum(case when e.state = 'abandoned' then 1 else 0 end),
    sum(case when e.state = 'abandoned' and e.ended_us - e.entered_us <= q.service_level_s * 1000000 then 1 else 0 end),
    sum(case when e.state = 'abandoned' and e.ended_us - e.entered_us < q.short_abandon_s * 1000000 then 1 else 0 end),
    sum(case when e.state = 'flowed_out' then 1 else 0 end),
    cast(sum(case when e.state = 'connected' then e.connected_us - e.entered_us else 0 end) as bigint)
from queue_entry e join queue q on q.id = e.queue_id
where e.entered_us >= :from_us and e.entered_us < :to_us and {{filters}}
group by 1, 2, 3
order by 1, 2, 3

-- name: figures_entry_rows
select {{> entry_columns}}
from queue_entry e
where e.entered_us >= :from_us and e.entered_us < :to_us and {{filters}}
order by e.entered_us, e.id
limit :limit

-- Time counts in the interval in which its span ends.
-- name: figures_work
select coalesce(w.queue_id, ''), w.user_id, (w.ended_us - :from_us) / :interval_us, w.kind,
    cast(sum(w.ended_us - w.began_us) as bigint)
from work_segment w
where w.ended_us >= :from_us and w.ended_us < :to_us and {{filters}}
group by 1, 2, 3, 4
order by 1, 2, 3, 4

-- A contact: what an agent did for a call of a queue. It counts where its last span ends, with all of its spans.
-- name: figures_contacts
select c.queue_id, c.user_id, (c.ended_us - :from_us) / :interval_us, count(*), cast(sum(c.handle_us) as bigint)
from (select coalesce(d.queue_id, '') as queue_id, d.user_id, d.call_id, min(x.began_us) as began_us, max(x.ended_us) as ended_us,
    cast(sum(x.ended_us - x.began_us) as bigint) as handle_us
from (select distinct w.queue_id, w.user_id, w.call_id from work_segment w
      where w.ended_us >= :from_us and w.ended_us < :to_us and w.call_id is not null and w.kind in ('talk', 'hold', 'wrap')
          and {{filters}}) as d
join work_segment x on x.call_id = d.call_id and x.user_id = d.user_id and coalesce(x.queue_id, '') = coalesce(d.queue_id, '')
    and x.kind in ('talk', 'hold', 'wrap')
group by d.queue_id, d.user_id, d.call_id
having count(*) = count(x.ended_us) and max(x.ended_us) < :to_us) as c
group by 1, 2, 3
order by 1, 2, 3

-- name: figures_contact_rows
select c.queue_id, c.user_id, c.call_id, c.began_us, c.ended_us, c.handle_us
from (select coalesce(d.queue_id, '') as queue_id, d.user_id, d.call_id, min(x.began_us) as began_us, max(x.ended_us) as ended_us,
    cast(sum(x.ended_us - x.began_us) as bigint) as handle_us
from (select distinct w.queue_id, w.user_id, w.call_id from work_segment w
      where w.ended_us >= :from_us and w.ended_us < :to_us and w.call_id is not null and w.kind in ('talk', 'hold', 'wrap')
          and {{filters}}) as d
join work_segment x on x.call_id = d.call_id and x.user_id = d.user_id and coalesce(x.queue_id, '') = coalesce(d.queue_id, '')
    and x.kind in ('talk', 'hold', 'wrap')
group by d.queue_id, d.user_id, d.call_id
having count(*) = count(x.ended_us) and max(x.ended_us) < :to_us) as c
order by c.ended_us, c.call_id, c.user_id
limit :limit

-- name: figures_work_rows
select w.id, w.user_id, w.call_id, w.queue_id, w.kind, w.began_us, w.ended_us
from work_segment w
where w.ended_us >= :from_us and w.ended_us < :to_us and {{filters}}
order by w.ended_us, w.id
limit :limit

-- name: figures_handle_time
select w.queue_id, count(distinct w.call_id), cast(sum(w.ended_us - w.began_us) as bigint)
from work_segment w
where w.ended_us >= :from_us and w.ended_us < :to_us and w.queue_id is not null and w.kind in ('talk', 'hold', 'wrap')
group by w.queue_id
