-- SPDX-License-Identifier: GPL-3.0-or-later
-- fragment: call_columns
c.id, c.agent_id, c.customer_number, c.our_number, c.direction, c.status, c.outcome, c.failure_text, c.conference_id,
c.conference_us, c.recording_id, c.recording_url, c.recording_us, c.ai_session_id, c.ai_session_us, c.cost,
c.started_us, c.answered_us, c.ended_us, c.wish_record, c.wish_ai, c.wish_ai_provider, c.wish_stream, c.hangup_wanted,
c.campaign_id, c.wish_message, c.queue_id, c.stage, c.plan
-- fragment: leg_columns
l.id, l.role, l.direction, l.to_number, l.from_number, l.call_control_id, l.call_leg_id, l.call_session_id,
l.created_us, l.initiated_us, l.answered_us, l.ended_us, l.end_event_id, l.hangup_cause, l.hangup_source,
l.sip_hangup_cause, l.media, l.media_us, l.media_event_id, l.answer_check, l.ring_timeout_s, l.time_limit_s,
l.checks, l.checked_us, l.suspected_us, l.end_wanted_us, l.cost, l.cost_us, l.owner_id, l.supervises, l.supervisor_mode, l.talk

-- What a batch of inputs is about, found by any of the names that a leg has. Ordered and locked, so that two nodes
-- that get events of the same calls take turns instead of overwriting each other. The rows themselves are read by the
-- next statement: this one may have waited, and would show the legs as they were before.
-- name: call_lock_for_inputs
select c.id
from call c
where c.id {{any of}}
    select call_id from leg where id in {{list legs}}
    union select call_id from leg where call_control_id in {{list controls}}
    union select call_id from leg where call_leg_id in {{list carrier_legs}}
    union select call_id from leg where call_session_id in {{list sessions}}
    union select id from call where id in {{list calls}}
    {{end of any}}
order by c.id
{{for update of c}}

-- A number that was given up without being dialled is a call without legs.
-- name: call_load_many
select {{> call_columns}}, {{> leg_columns}}
from call c left join leg l on l.call_id = c.id
where c.id in {{list calls}}
order by c.id, l.position

-- name: call_load
select {{> call_columns}}, {{> leg_columns}}
from call c left join leg l on l.call_id = c.id
where c.id = :id
order by l.position

-- name: call_load_live
select {{> call_columns}}, {{> leg_columns}}
from call c join leg l on l.call_id = c.id
where c.final_status is null and ({{filters}})
order by c.id, l.position

-- name: call_save
insert into call (id, agent_id, customer_number, our_number, direction, status, outcome, failure_text, conference_id,
    conference_us, recording_id, recording_url, recording_us, ai_session_id, ai_session_us, cost, started_us,
    answered_us, ended_us, wish_record, wish_ai, wish_ai_provider, wish_stream, hangup_wanted, campaign_id, wish_message,
    queue_id, stage, plan, due_us)
select r.id, r.agent_id, r.customer_number, r.our_number, r.direction, r.status, r.outcome, r.failure_text,
    r.conference_id, r.conference_us, r.recording_id, r.recording_url, r.recording_us, r.ai_session_id, r.ai_session_us,
    r.cost, r.started_us, r.answered_us, r.ended_us, r.wish_record, r.wish_ai, r.wish_ai_provider, r.wish_stream,
    r.hangup_wanted, r.campaign_id, r.wish_message, r.queue_id, r.stage, r.plan, r.due_us
from {{rows r: id text, agent_id text, customer_number text, our_number text, direction text, status text, outcome text,
    failure_text text, conference_id text, conference_us bigint, recording_id text, recording_url text,
    recording_us bigint, ai_session_id text, ai_session_us bigint, cost text, started_us bigint, answered_us bigint,
    ended_us bigint, wish_record boolean, wish_ai boolean, wish_ai_provider text, wish_stream boolean,
    hangup_wanted boolean, campaign_id text, wish_message text, queue_id text, stage text, plan text, due_us bigint}}
where true
on conflict (id) do update set
    agent_id = excluded.agent_id, customer_number = excluded.customer_number, our_number = excluded.our_number,
    status = excluded.status, outcome = excluded.outcome, failure_text = excluded.failure_text,
    conference_id = excluded.conference_id, conference_us = excluded.conference_us,
    recording_id = excluded.recording_id, recording_url = excluded.recording_url, recording_us = excluded.recording_us,
    ai_session_id = excluded.ai_session_id, ai_session_us = excluded.ai_session_us, cost = excluded.cost,
    started_us = excluded.started_us, answered_us = excluded.answered_us, ended_us = excluded.ended_us,
    wish_record = excluded.wish_record, wish_ai = excluded.wish_ai, wish_ai_provider = excluded.wish_ai_provider,
    wish_stream = excluded.wish_stream, hangup_wanted = excluded.hangup_wanted, campaign_id = excluded.campaign_id,
    wish_message = excluded.wish_message, queue_id = excluded.queue_id, stage = excluded.stage, plan = excluded.plan,
    due_us = excluded.due_us

-- name: leg_save
insert into leg (id, call_id, position, role, direction, to_number, from_number, call_control_id, call_leg_id,
    call_session_id, created_us, initiated_us, answered_us, ended_us, end_event_id, hangup_cause, hangup_source,
    sip_hangup_cause, media, media_us, media_event_id, answer_check, ring_timeout_s, time_limit_s, checks, checked_us,
    suspected_us, end_wanted_us, cost, cost_us, deadline_us, owner_id, supervises, supervisor_mode, talk)
select r.id, r.call_id, r.position, r.role, r.direction, r.to_number, r.from_number, r.call_control_id, r.call_leg_id,
    r.call_session_id, r.created_us, r.initiated_us, r.answered_us, r.ended_us, r.end_event_id, r.hangup_cause,
    r.hangup_source, r.sip_hangup_cause, r.media, r.media_us, r.media_event_id, r.answer_check, r.ring_timeout_s,
    r.time_limit_s, r.checks, r.checked_us, r.suspected_us, r.end_wanted_us, r.cost, r.cost_us, r.deadline_us,
    r.owner_id, r.supervises, r.supervisor_mode, r.talk
from {{rows r: id text, call_id text, position bigint, role text, direction text, to_number text, from_number text,
    call_control_id text, call_leg_id text, call_session_id text, created_us bigint, initiated_us bigint,
    answered_us bigint, ended_us bigint, end_event_id text, hangup_cause text, hangup_source text,
    sip_hangup_cause text, media text, media_us bigint, media_event_id text, answer_check text, ring_timeout_s bigint,
    time_limit_s bigint, checks bigint, checked_us bigint, suspected_us bigint, end_wanted_us bigint, cost text,
    cost_us bigint, deadline_us bigint, owner_id text, supervises text, supervisor_mode text, talk text}}
where true
on conflict (id) do update set
    position = excluded.position, role = excluded.role, direction = excluded.direction, to_number = excluded.to_number,
    from_number = excluded.from_number, call_control_id = excluded.call_control_id, call_leg_id = excluded.call_leg_id,
    call_session_id = excluded.call_session_id, created_us = excluded.created_us,
    initiated_us = excluded.initiated_us, answered_us = excluded.answered_us, ended_us = excluded.ended_us,
    end_event_id = excluded.end_event_id, hangup_cause = excluded.hangup_cause,
    hangup_source = excluded.hangup_source, sip_hangup_cause = excluded.sip_hangup_cause, media = excluded.media,
    media_us = excluded.media_us, media_event_id = excluded.media_event_id, answer_check = excluded.answer_check,
    ring_timeout_s = excluded.ring_timeout_s, time_limit_s = excluded.time_limit_s,
    checks = excluded.checks, checked_us = excluded.checked_us, suspected_us = excluded.suspected_us,
    end_wanted_us = excluded.end_wanted_us, cost = excluded.cost, cost_us = excluded.cost_us,
    deadline_us = excluded.deadline_us, owner_id = excluded.owner_id, supervises = excluded.supervises,
    supervisor_mode = excluded.supervisor_mode, talk = excluded.talk

-- fragment: call_row
c.id, c.agent_id, c.customer_number, c.our_number, c.direction, c.status, c.outcome, c.failure_text, c.conference_id,
c.recording_url, c.ai_session_id, c.cost, c.started_us, c.answered_us, c.ended_us, c.wish_ai_provider, c.campaign_id, c.queue_id, c.stage,
(select l.call_control_id from leg l where l.call_id = c.id and l.role = 'customer' order by l.position limit 1),
(select l.call_control_id from leg l where l.call_id = c.id and l.role in ('agent', 'other')
 order by l.role, l.position desc limit 1)

-- fragment: filter_conversation
c.stage <> 'line'
-- fragment: filter_line
c.stage = 'line'
-- fragment: filter_live
c.final_status is null
-- fragment: filter_agent
c.agent_id = :scope_agent or (c.agent_id is null and c.direction = 'inbound' and c.final_status is null)
-- fragment: filter_team
c.agent_id = :scope_agent or c.agent_id in (select t.id from user_account t where t.team_id = :scope_team)
or (c.agent_id is null and c.direction = 'inbound' and c.final_status is null)
-- fragment: filter_live_status
c.final_status is null and c.status = :status
-- fragment: filter_final_status
c.final_status = :status
-- fragment: filter_direction
c.direction = :direction
-- fragment: filter_number
c.customer_number = :number
-- fragment: filter_from
c.started_us >= :from_us
-- fragment: filter_to
c.started_us < :to_us
-- fragment: filter_cursor
(c.started_us, c.id) < (:cursor_us, :cursor)

-- The legs are looked up for the rows of the page only, hence the inner select.
-- name: call_list
select {{> call_row}}
from (select c.* from call c where {{filters}} order by c.started_us desc, c.id desc limit :limit) c
order by c.started_us desc, c.id desc

-- name: call_count
select c.status, count(*)
from call c
where {{filters}}
group by c.status

-- name: call_one_with_agent
select {{> call_row}}, u.id, u.name, u.email
from call c left join user_account u on u.id = c.agent_id
where c.id = :id and c.stage <> 'line'

-- name: call_started
select started_us from call where id = :id

-- name: leg_due
select l.id, l.call_id
from leg l
where l.unsettled and l.deadline_us <= :now_us
order by l.deadline_us
limit :limit

-- name: leg_live_handles
select l.id, l.call_id, l.call_control_id, l.created_us
from leg l
where l.ended_us is null and l.call_control_id is not null and l.role <> 'other' and l.created_us < :before_us

-- Calls whose plan has a moment that has come.
-- name: call_due
select c.id from call c where c.due_us is not null and c.due_us <= :now_us order by c.due_us limit :limit

-- Who is on somebody else's call.
-- name: leg_supervising
select distinct l.owner_id
from call c join leg l on l.call_id = c.id
where c.final_status is null and l.role = 'supervisor' and l.ended_us is null and l.end_wanted_us is null

-- name: leg_supervises
select 1 from call c join leg l on l.call_id = c.id
where c.final_status is null and l.role = 'supervisor' and l.owner_id = :owner_id and l.ended_us is null and l.end_wanted_us is null
limit 1

-- name: leg_count
select count(*) from leg
