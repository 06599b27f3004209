-- SPDX-License-Identifier: GPL-3.0-or-later
-- Phones that stay up between calls: calls of stage 'line', each with one leg of the agent.
-- fragment: line_columns
c.id, c.agent_id, l.id, l.to_number, l.answered_us is not null, c.hangup_wanted or l.end_wanted_us is not null

-- name: line_of_agent
select {{> line_columns}}
from call c join leg l on l.call_id = c.id and l.role = 'agent'
where c.stage = 'line' and c.agent_id = :user_id and c.final_status is null
order by c.started_us desc
limit 1

-- name: line_ringing
select c.agent_id
from call c join leg l on l.call_id = c.id and l.role = 'agent'
where c.stage = 'line' and c.final_status is null and l.answered_us is null

-- Signed on, with a phone that is to stay up, and none was called since the agent's state is what it is: a phone that is
-- not answered is not called again and again.
-- name: line_wanted
select a.user_id
from agent_state a join user_account u on u.id = a.user_id
where u.leg_mode = 'nailed_up' and not u.disabled and coalesce(u.station, '') <> ''
  and a.presence <> 'offline' and a.activity = 'IDLE' and (a.availability = 'AVAILABLE' or coalesce(a.reason, '') <> 'missed')
  and not exists (select 1 from call c where c.stage = 'line' and c.agent_id = a.user_id
                  and (c.final_status is null or c.started_us >= a.state_since_us))
order by a.user_id

-- Lines of who is signed off, or whose phone is another one now; one beside a newer one; and one that the carrier would end
-- soon, before that happens in the middle of a call. Not while the agent is on a call with it.
-- name: line_unwanted
select c.id
from call c join leg l on l.call_id = c.id and l.role = 'agent'
  join user_account u on u.id = c.agent_id left join agent_state a on a.user_id = u.id
where c.stage = 'line' and c.final_status is null and not c.hangup_wanted
  and coalesce(a.activity, 'IDLE') in ('IDLE', 'WRAPUP')
  and (coalesce(a.presence, 'offline') = 'offline' or u.disabled or u.leg_mode <> 'nailed_up' or coalesce(u.station, '') <> l.to_number
    or l.answered_us < :old_us
    or exists (select 1 from call n where n.stage = 'line' and n.agent_id = c.agent_id and n.final_status is null and n.started_us > c.started_us))
order by c.id
