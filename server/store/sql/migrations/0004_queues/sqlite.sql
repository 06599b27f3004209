-- SPDX-License-Identifier: GPL-3.0-or-later
-- Queues, their staff and callers, the numbers that lead to them, and the time that agents spend.
create table skill (
    id text primary key,
    name text not null,
    name_key text not null unique, -- lower case
    created_us bigint not null
);

create table user_skill (
    user_id text not null references user_account (id),
    skill_id text not null references skill (id),
    level bigint not null check (level between 1 and 10),
    primary key (user_id, skill_id)
);
create index user_skill_by_skill on user_skill (skill_id);

create table queue (
    id text primary key,
    name text not null,
    name_key text not null unique, -- lower case; of an archived queue its id
    settings text not null, -- JSON, as the API shows them; what statements go by stands in the columns behind
    service_level_s bigint not null,
    short_abandon_s bigint not null,
    archived_us bigint, -- a queue with a history is never deleted
    created_us bigint not null,
    updated_us bigint not null
);

create table queue_skill (
    queue_id text not null references queue (id),
    skill_id text not null references skill (id),
    min_level bigint not null check (min_level between 1 and 10),
    weight bigint not null,
    primary key (queue_id, skill_id)
);
create index queue_skill_by_skill on queue_skill (skill_id);

create table queue_member (
    queue_id text not null references queue (id),
    user_id text not null references user_account (id),
    tier bigint not null,
    position bigint not null,
    weight bigint not null,
    primary key (queue_id, user_id)
);
create index queue_member_by_user on queue_member (user_id);

create table schedule (
    id text primary key,
    name text not null,
    name_key text not null unique,
    hours text not null, -- JSON
    created_us bigint not null,
    updated_us bigint not null
);

create table inbound_number (
    number text primary key, -- E.164
    label text not null,
    schedule_id text references schedule (id), -- none: always open
    open_route text not null,   -- JSON
    closed_route text not null, -- JSON
    updated_us bigint not null
);
create index inbound_number_by_schedule on inbound_number (schedule_id) where schedule_id is not null;

create table queue_entry (
    id text primary key,
    call_id text not null references call (id),
    queue_id text not null references queue (id),
    call_priority bigint not null default 0,
    entered_us bigint not null, -- kept when the caller is offered again
    state text not null check (state in ('waiting', 'offered', 'connected', 'abandoned', 'flowed_out')),
    offered_us bigint, -- the newest offer
    connected_us bigint,
    ended_us bigint, -- when the waiting ended, in whatever way
    outcome text, -- why it ended so: answered, caller_gone, max_wait, queue_full, voicemail, callback, transferred, …
    agent_id text references user_account (id), -- who answered
    last_agent_id text references user_account (id), -- who talked with this customer before
    needs text not null default '[]', -- JSON: skills asked for beyond the queue's
    relaxed text not null default '[]', -- JSON: levels that were lowered
    overflowed_to text, -- id of the queue, or the kind of the overflow
    callback boolean not null default false -- the caller has hung up and keeps his place
);
create unique index queue_entry_one_open on queue_entry (call_id) where state in ('waiting', 'offered');
create index queue_entry_call on queue_entry (call_id);
create index queue_entry_open on queue_entry (queue_id, entered_us) where state in ('waiting', 'offered');
create index queue_entry_figures on queue_entry (queue_id, entered_us);
create index queue_entry_by_time on queue_entry (entered_us, id);
create index queue_entry_by_agent on queue_entry (agent_id, entered_us) where agent_id is not null;

create table queue_offer (
    id text primary key,
    entry_id text not null references queue_entry (id),
    agent_id text not null references user_account (id),
    offered_us bigint not null,
    ended_us bigint,
    result text check (result in ('answered', 'missed', 'rejected', 'lost_race', 'caller_gone'))
);
create index queue_offer_entry on queue_offer (entry_id);
create unique index queue_offer_open on queue_offer (agent_id, entry_id) where ended_us is null;
create index queue_offer_by_agent on queue_offer (agent_id, offered_us);

-- The time of agents, span by span. A segment that is still open has no end.
create table work_segment (
    id text primary key,
    user_id text not null references user_account (id),
    call_id text references call (id),
    queue_id text references queue (id),
    kind text not null check (kind in ('talk', 'hold', 'wrap', 'ring', 'idle', 'not_ready')),
    began_us bigint not null,
    ended_us bigint
);
create unique index work_segment_open on work_segment (user_id) where ended_us is null;
create index work_segment_ended on work_segment (ended_us);
create index work_segment_user on work_segment (user_id, ended_us);
create index work_segment_queue on work_segment (queue_id, ended_us) where queue_id is not null;
create index work_segment_call on work_segment (call_id, user_id) where call_id is not null;
