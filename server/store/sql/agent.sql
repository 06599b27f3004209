-- SPDX-License-Identifier: GPL-3.0-or-later
-- fragment: agent_columns
a.user_id, a.version, a.presence, a.availability, a.reason, a.activity, a.pending_reason, a.pending_log_off,
a.reservation_id, a.lease_us, a.work_id, a.call_id, a.leg_id, a.queue_id, a.own_call, a.disposed, a.misses,
a.wrap_started_us, a.wrap_minimum_us, a.wrap_maximum_us, a.wrap_extensions, a.wrap_extensions_allowed,
a.wrap_extension_s, a.wrap_required, a.wrap_disposed, a.wrap_auto, a.wrap_ready_after, a.state_since_us,
a.last_work_us, a.heard_us

-- name: agent_load
select {{> agent_columns}} from agent_state a where a.user_id = :id

-- Two nodes that change the same agent take turns; what is read is what the other one wrote.
-- name: agent_lock
select {{> agent_columns}} from agent_state a where a.user_id = :id {{for update of a}}

-- Saved only over the version that was read: otherwise nothing is written, and no row is counted.
-- name: agent_save
insert into agent_state (user_id, version, presence, availability, reason, activity, pending_reason, pending_log_off,
    reservation_id, lease_us, work_id, call_id, leg_id, queue_id, own_call, disposed, misses, wrap_started_us,
    wrap_minimum_us, wrap_maximum_us, wrap_extensions, wrap_extensions_allowed, wrap_extension_s, wrap_required,
    wrap_disposed, wrap_auto, wrap_ready_after, state_since_us, last_work_us, heard_us, due_us)
values (:id, :version, :presence, :availability, :reason, :activity, :pending_reason, :pending_log_off,
    :reservation_id, :lease_us, :work_id, :call_id, :leg_id, :queue_id, :own_call, :disposed, :misses, :wrap_started_us,
    :wrap_minimum_us, :wrap_maximum_us, :wrap_extensions, :wrap_extensions_allowed, :wrap_extension_s, :wrap_required,
    :wrap_disposed, :wrap_auto, :wrap_ready_after, :state_since_us, :last_work_us, :heard_us, :due_us)
on conflict (user_id) do update set
    version = excluded.version, presence = excluded.presence, availability = excluded.availability,
    reason = excluded.reason, activity = excluded.activity, pending_reason = excluded.pending_reason,
    pending_log_off = excluded.pending_log_off, reservation_id = excluded.reservation_id, lease_us = excluded.lease_us,
    work_id = excluded.work_id, call_id = excluded.call_id, leg_id = excluded.leg_id, queue_id = excluded.queue_id,
    own_call = excluded.own_call, disposed = excluded.disposed, misses = excluded.misses,
    wrap_started_us = excluded.wrap_started_us, wrap_minimum_us = excluded.wrap_minimum_us,
    wrap_maximum_us = excluded.wrap_maximum_us, wrap_extensions = excluded.wrap_extensions,
    wrap_extensions_allowed = excluded.wrap_extensions_allowed, wrap_extension_s = excluded.wrap_extension_s,
    wrap_required = excluded.wrap_required, wrap_disposed = excluded.wrap_disposed, wrap_auto = excluded.wrap_auto,
    wrap_ready_after = excluded.wrap_ready_after, state_since_us = excluded.state_since_us,
    last_work_us = excluded.last_work_us, heard_us = excluded.heard_us, due_us = excluded.due_us
where agent_state.version = :expected

-- name: agent_heard
update agent_state set heard_us = :now_us where user_id = :id and heard_us < :now_us

-- name: agent_change_insert
insert into agent_state_change (id, user_id, at_us, from_state, to_state, presence, reason, pending_reason, actor_id,
    call_id, queue_id, version)
values (:id, :user_id, :at_us, :from_state, :to_state, :presence, :reason, :pending_reason, :actor_id, :call_id,
    :queue_id, :version)

-- fragment: agent_change_columns
h.user_id, h.at_us, h.from_state, h.to_state, h.presence, h.reason, h.pending_reason, h.actor_id, h.call_id, h.queue_id,
h.version

-- name: agent_changes_between
select {{> agent_change_columns}} from agent_state_change h
where h.user_id = :user_id and h.at_us >= :from_us and h.at_us < :to_us
order by h.version
limit :limit

-- name: agent_change_before
select {{> agent_change_columns}} from agent_state_change h
where h.user_id = :user_id and h.at_us < :from_us
order by h.at_us desc, h.version desc
limit 1

-- name: agent_changes_of_all
select {{> agent_change_columns}} from agent_state_change h
where h.at_us >= :from_us and h.at_us < :to_us
order by h.at_us, h.user_id, h.version

-- name: agent_routable
select {{> agent_columns}}
from agent_state a join user_account u on u.id = a.user_id
where a.presence = 'online' and a.availability = 'AVAILABLE' and a.activity = 'IDLE' and a.pending_reason is null
    and u.capacity > 0 and not u.disabled
order by a.last_work_us, a.user_id

-- name: agent_due
select a.user_id from agent_state a
where a.due_us is not null and a.due_us <= :now_us
order by a.due_us
limit :limit

-- name: agent_silent
select a.user_id from agent_state a
where a.presence <> 'offline' and a.heard_us <= :before_us
order by a.heard_us
limit :limit

-- name: agent_signed_on
select a.user_id from agent_state a where a.presence <> 'offline' order by a.user_id

-- Calls of agents that are over (offers have leases), for long enough that whoever ended the call would have ended the work as well.
-- name: agent_orphans
select a.user_id
from agent_state a left join call c on c.id = a.call_id
where a.call_id is not null and a.activity in ('TALKING', 'HOLD')
    and a.state_since_us <= :before_us and (c.id is null or c.ended_us <= :before_us)

-- name: call_is_live
select 1 from call c where c.id = :id and c.status in ('INITIATED', 'RINGING', 'ACTIVE')

-- name: agent_worked_on
select 1 from call c where c.id = :call_id and c.agent_id = :user_id
union all
select 1 from agent_state_change h
where h.call_id = :call_id and h.user_id = :user_id and h.to_state in ('TALKING', 'HOLD', 'WRAPUP')
limit 1

-- fragment: filter_of_team
u.team_id = :scope_team or u.id = :scope_agent
-- fragment: filter_of_self
u.id = :scope_agent

-- name: agent_list
select u.id, u.name, u.team_id, a.user_id is not null, {{> agent_columns}}
from user_account u left join agent_state a on a.user_id = u.id
where not u.disabled and ({{filters}})
order by u.name, u.id

-- name: agent_one
select u.id, u.name, u.team_id, a.user_id is not null, {{> agent_columns}}
from user_account u left join agent_state a on a.user_id = u.id
where u.id = :id
