-- SPDX-License-Identifier: GPL-3.0-or-later
-- Each part goes by an index on the call. `rank` puts in order what happened in the same moment; `kept` is 1 for what only
-- supervisors are told. Where an agent's or supervisor's phone is, is nobody's business.
-- name: call_timeline
select t.at_us, t.kind, t.kept, t.user_id, u.name, t.subject, t.detail
from (
    select coalesce(l.initiated_us, l.created_us) as at_us, 1 as rank, 'leg_started' as kind,
        case when l.role = 'supervisor' then 1 else 0 end as kept, l.owner_id as user_id, l.role as subject,
        case when l.role not in ('customer', 'party') then null when l.direction = 'incoming' then l.from_number else l.to_number end as detail
    from leg l where l.call_id = :call_id
    union all
    select l.answered_us, 4, 'leg_answered', case when l.role = 'supervisor' then 1 else 0 end, l.owner_id, l.role, null
    from leg l where l.call_id = :call_id and l.answered_us is not null
    union all
    select l.ended_us, 7, 'leg_ended', case when l.role = 'supervisor' then 1 else 0 end, l.owner_id, l.role, l.hangup_cause
    from leg l where l.call_id = :call_id and l.ended_us is not null
    union all
    select e.entered_us, 2, 'queued', 0, null, q.name, null
    from queue_entry e join queue q on q.id = e.queue_id where e.call_id = :call_id
    union all
    select o.offered_us, 3, 'offered', 0, o.agent_id, q.name, null
    from queue_entry e join queue q on q.id = e.queue_id join queue_offer o on o.entry_id = e.id where e.call_id = :call_id
    union all
    select o.ended_us, 5, 'offer_ended', 0, o.agent_id, q.name, o.result
    from queue_entry e join queue q on q.id = e.queue_id join queue_offer o on o.entry_id = e.id
    where e.call_id = :call_id and o.ended_us is not null and o.result <> 'answered'
    union all
    select e.connected_us, 6, 'connected', 0, e.agent_id, q.name, null
    from queue_entry e join queue q on q.id = e.queue_id where e.call_id = :call_id and e.connected_us is not null
    union all
    select e.ended_us, 6, 'queue_left', 0, null, q.name, coalesce(e.outcome, e.state)
    from queue_entry e join queue q on q.id = e.queue_id
    where e.call_id = :call_id and e.ended_us is not null and e.connected_us is null
    union all
    select d.at_us, 8, 'disposed', 0, coalesce(d.actor_id, d.agent_id), c.label, d.note
    from call_disposition d join disposition c on c.key = d.code where d.call_id = :call_id
    union all
    select n.written_us, 9, 'noted', 0, n.author_id, null, n.words from call_note n where n.call_id = :call_id
    union all
    select a.raised_us, 9, 'alert', 1, a.agent_id, a.kind, a.words from alert a where a.call_id = :call_id
) t left join user_account u on u.id = t.user_id
order by t.at_us, t.rank, t.kind, t.user_id
