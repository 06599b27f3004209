-- SPDX-License-Identifier: GPL-3.0-or-later
-- fragment: entry_columns
e.id, e.call_id, e.queue_id, e.call_priority, e.entered_us, e.state, e.offered_us, e.connected_us, e.ended_us, e.outcome,
e.agent_id, e.last_agent_id, e.needs, e.relaxed, e.overflowed_to, e.callback, e.tries, e.not_before_us

-- name: entry_insert
insert into queue_entry (id, call_id, queue_id, call_priority, entered_us, state, last_agent_id, needs)
values (:id, :call_id, :queue_id, :call_priority, :entered_us, 'waiting', :last_agent_id, :needs)

-- name: entry_get
select {{> entry_columns}} from queue_entry e where e.id = :id

-- name: entry_open_of_call
select {{> entry_columns}} from queue_entry e where e.call_id = :call_id and e.state in ('waiting', 'offered')

-- name: entry_open_all
select {{> entry_columns}} from queue_entry e where e.state in ('waiting', 'offered') order by e.queue_id, e.entered_us, e.id

-- name: entry_open_of_queue
select {{> entry_columns}} from queue_entry e
where e.queue_id = :queue_id and e.state in ('waiting', 'offered') order by e.entered_us, e.id

-- name: entry_open_count
select count(*) from queue_entry e where e.queue_id = :queue_id and e.state in ('waiting', 'offered')

-- name: entry_on_the_line
select count(*) from queue_entry e where e.queue_id = :queue_id and e.state in ('waiting', 'offered') and not e.callback

-- Whom each open entry was offered to and who did not pick up.
-- name: entry_tried
select o.entry_id, o.agent_id from queue_offer o
where o.entry_id {{any of}} select e.id from queue_entry e where e.state in ('waiting', 'offered') {{end of any}}
    and o.result in ('missed', 'rejected')
order by o.entry_id, o.offered_us, o.agent_id

-- Each of these changes a row only in the state in which it may: of two who try, one changes it.
-- name: entry_offer
update queue_entry set state = 'offered', offered_us = :now_us, relaxed = :relaxed where id = :id and state = 'waiting'

-- name: entry_connect
update queue_entry set state = 'connected', connected_us = :now_us, ended_us = :now_us, outcome = 'answered', agent_id = :agent_id
where id = :id and state in ('waiting', 'offered')

-- name: entry_wait_again
update queue_entry set state = 'waiting' where id = :id and state = 'offered'
    and not exists (select 1 from queue_offer o where o.entry_id = :id and o.ended_us is null)

-- name: entry_end
update queue_entry set state = :state, ended_us = :now_us, outcome = :outcome, overflowed_to = :overflowed_to
where id = :id and state in ('waiting', 'offered')

-- name: entry_keep_place
update queue_entry set callback = true where id = :id and state = 'waiting'

-- name: entry_call_back_by
update queue_entry set call_id = :call_id where id = :id and state = 'waiting' and callback

-- name: entry_retry_callback
update queue_entry set state = 'waiting', not_before_us = :not_before_us, tries = tries + :tries
where id = :id and state in ('waiting', 'offered') and callback

-- name: entry_priority
update queue_entry set call_priority = :call_priority where id = :id and state in ('waiting', 'offered')

-- name: offer_insert
insert into queue_offer (id, entry_id, agent_id, offered_us)
select r.id, r.entry_id, r.agent_id, r.offered_us
from {{rows r: id text, entry_id text, agent_id text, offered_us bigint}}

-- name: offer_end
update queue_offer set ended_us = :now_us, result = :result
where entry_id = :entry_id and agent_id = :agent_id and ended_us is null

-- name: offer_end_others
update queue_offer set ended_us = case when offered_us > :now_us then offered_us else :now_us end, result = :result
where entry_id = :entry_id and ended_us is null

-- name: offer_open_of_entry
select o.agent_id from queue_offer o where o.entry_id = :entry_id and o.ended_us is null order by o.agent_id

-- name: queue_load
select e.queue_id, sum(case when e.callback then 0 else 1 end),
    sum(case when e.state = 'offered' and not e.callback then 1 else 0 end),
    min(case when e.callback then null else e.entered_us end),
    sum(case when e.callback then 1 else 0 end)
from queue_entry e
where e.state in ('waiting', 'offered') and {{filters}}
group by e.queue_id
order by e.queue_id

-- fragment: load_queues
e.queue_id in {{list queues}}

-- name: segment_close
update work_segment set ended_us = case when began_us > :now_us then began_us else :now_us end
where user_id = :user_id and ended_us is null

-- Work may be about a call or a queue that was never stored, or is not any more: the time counts all the same.
-- name: segment_insert
insert into work_segment (id, user_id, call_id, queue_id, kind, began_us)
values (:id, :user_id, (select c.id from call c where c.id = :call_id), (select q.id from queue q where q.id = :queue_id), :kind, :began_us)

-- name: segment_open_of_user
select w.id, w.user_id, w.call_id, w.queue_id, w.kind, w.began_us, w.ended_us
from work_segment w where w.user_id = :user_id and w.ended_us is null

-- Whom each queue rang last, and whom each of its callers talked with last.
-- name: entry_last_rung
select o.agent_id
from queue_offer o join queue_entry e on e.id = o.entry_id
where e.queue_id = :queue
order by o.offered_us desc, o.id desc
limit 1

-- name: entry_last_agent_of_number
select e.agent_id
from call c join queue_entry e on e.call_id = c.id
where c.customer_number = :number and e.agent_id is not null
order by c.started_us desc, c.id desc, e.connected_us desc
limit 1

-- name: entry_any_waiting
select 1 from queue_entry where state = 'waiting' limit 1
