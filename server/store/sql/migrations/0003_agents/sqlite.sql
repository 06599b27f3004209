-- SPDX-License-Identifier: GPL-3.0-or-later
create table team (
    id text primary key,
    name text not null,
    name_key text not null unique, -- lower case
    created_us bigint not null,
    removed boolean not null default false
);

alter table user_account add column team_id text references team (id);
alter table user_account add column scope text check (scope in ('own', 'team', 'all')); -- null: as the role has it
alter table user_account add column permissions text; -- JSON array of words; null: as the role has it
alter table user_account add column station_kind text check (station_kind in ('sip', 'number', 'credential'));
alter table user_account add column leg_mode text not null default 'per_call' check (leg_mode in ('per_call', 'nailed_up'));
alter table user_account add column caller_id text;
alter table user_account add column capacity bigint not null default 1;
update user_account set station_kind = case when station like 'sip%@%' then 'sip' when station like '+%' then 'number' end;
create index user_account_team on user_account (team_id) where team_id is not null;

create table agent_state (
    user_id text primary key references user_account (id),
    version bigint not null, -- rises with each change; who saves names the one he read
    presence text not null check (presence in ('offline', 'online', 'unreachable')),
    availability text not null check (availability in ('NOT_READY', 'AVAILABLE')),
    reason text,
    activity text not null check (activity in ('IDLE', 'RESERVED', 'RINGING', 'PREVIEW', 'TALKING', 'HOLD', 'WRAPUP')),
    pending_reason text,
    pending_log_off boolean not null default false,
    reservation_id text,
    lease_us bigint,
    work_id text,
    call_id text,
    leg_id text,
    queue_id text,
    own_call boolean not null default false,
    disposed boolean not null default false,
    misses bigint not null default 0,
    wrap_started_us bigint,
    wrap_minimum_us bigint,
    wrap_maximum_us bigint,
    wrap_extensions bigint not null default 0,
    wrap_extensions_allowed bigint not null default 0,
    wrap_extension_s bigint not null default 0,
    wrap_required boolean not null default false,
    wrap_disposed boolean not null default false,
    wrap_auto boolean not null default false,
    wrap_ready_after boolean not null default true,
    state_since_us bigint not null,
    last_work_us bigint,
    heard_us bigint not null,
    due_us bigint -- when a timer must look at the lease or the wrap-up
);
create index agent_state_routable on agent_state (last_work_us, user_id)
    where presence = 'online' and availability = 'AVAILABLE' and activity = 'IDLE' and pending_reason is null;
create index agent_state_due on agent_state (due_us) where due_us is not null;
create index agent_state_heard on agent_state (heard_us) where presence <> 'offline';
create index agent_state_call on agent_state (call_id) where call_id is not null;

create table agent_state_change (
    id text primary key,
    user_id text not null references user_account (id),
    at_us bigint not null,
    from_state text not null,
    to_state text not null,
    presence text not null,
    reason text,
    pending_reason text,
    actor_id text, -- null: the system
    call_id text,
    queue_id text,
    version bigint not null
);
create unique index agent_state_change_user on agent_state_change (user_id, version);
create index agent_state_change_time on agent_state_change (at_us);
create index agent_state_change_call on agent_state_change (call_id) where call_id is not null;
create index agent_state_change_user_time on agent_state_change (user_id, at_us);

create table reason_code (
    key text primary key,
    label text not null,
    position bigint not null,
    system boolean not null default false, -- used by the product itself; never offered
    removed boolean not null default false
);

create table disposition (
    key text primary key,
    label text not null,
    hotkey text,
    queue_id text,    -- null: for all
    campaign_id text, -- null: for all
    human_answered boolean not null default false,
    right_party boolean not null default false,
    sale boolean not null default false,
    not_interested boolean not null default false,
    do_not_call boolean not null default false,
    callback boolean not null default false,
    unworkable boolean not null default false,
    completed boolean not null default false,
    counts_as_drop boolean not null default false,
    action text not null check (action in ('close', 'retry_by_rule', 'retry_at', 'suppress_number', 'suppress_contact')),
    position bigint not null,
    system boolean not null default false, -- an outcome that the product finds out; never offered to agents
    removed boolean not null default false
);

create table call_disposition (
    id text primary key,
    call_id text not null references call (id),
    agent_id text references user_account (id), -- null: an outcome without an agent
    code text not null references disposition (key),
    note text,
    callback_us bigint,
    actor_id text, -- null: the system
    at_us bigint not null,
    replaced_us bigint -- null: the final one
);
create unique index call_disposition_final on call_disposition (call_id, coalesce(agent_id, '')) where replaced_us is null;
create index call_disposition_call on call_disposition (call_id);
create index call_disposition_agent on call_disposition (agent_id, at_us);

insert into reason_code (key, label, position, system) values
    ('break', 'Break', 10, false), ('lunch', 'Lunch', 20, false), ('training', 'Training', 30, false),
    ('meeting', 'Meeting', 40, false), ('login', 'Signed on', 100, true), ('missed', 'Missed a call', 110, true),
    ('after_call', 'After a call', 120, true), ('system', 'System', 130, true);

insert into disposition (key, label, hotkey, human_answered, right_party, sale, not_interested, do_not_call, callback,
    unworkable, completed, counts_as_drop, action, position, system) values
    ('sale', 'Sale', '1', true, true, true, false, false, false, false, true, false, 'close', 10, false),
    ('solved', 'Solved', '2', true, true, false, false, false, false, false, true, false, 'close', 20, false),
    ('callback', 'Call back', '3', true, true, false, false, false, true, false, false, false, 'retry_at', 30, false),
    ('not_interested', 'Not interested', '4', true, true, false, true, false, false, false, true, false, 'close', 40, false),
    ('do_not_call', 'Do not call again', '5', true, true, false, true, true, false, false, true, false, 'suppress_contact', 50, false),
    ('wrong_number', 'Wrong number', '6', true, false, false, false, false, false, true, false, false, 'suppress_number', 60, false),
    ('third_party', 'Somebody else answered', '7', true, false, false, false, false, false, false, false, false, 'retry_by_rule', 70, false),
    ('voicemail', 'Answering machine', '8', false, false, false, false, false, false, false, false, false, 'retry_by_rule', 80, false),
    ('uncoded', 'Uncoded', null, true, false, false, false, false, false, false, false, false, 'close', 900, true),
    ('no_answer', 'No answer', null, false, false, false, false, false, false, false, false, false, 'retry_by_rule', 910, true),
    ('busy', 'Busy', null, false, false, false, false, false, false, false, false, false, 'retry_by_rule', 920, true),
    ('congestion', 'Congestion', null, false, false, false, false, false, false, false, false, false, 'retry_by_rule', 930, true),
    ('invalid', 'Invalid number', null, false, false, false, false, false, false, true, false, false, 'suppress_number', 940, true),
    ('machine', 'Machine', null, false, false, false, false, false, false, false, false, false, 'retry_by_rule', 950, true),
    ('fax', 'Fax', null, false, false, false, false, false, false, true, false, false, 'suppress_number', 960, true),
    ('dead_air', 'Dead air', null, false, false, false, false, false, false, false, false, false, 'retry_by_rule', 970, true),
    ('drop', 'Dropped', null, true, false, false, false, false, false, false, false, true, 'retry_by_rule', 980, true),
    ('timeout', 'Timed out', null, false, false, false, false, false, false, false, false, false, 'retry_by_rule', 990, true),
    ('after_hours', 'After hours', null, false, false, false, false, false, false, false, false, false, 'retry_by_rule', 1000, true),
    ('agent_error', 'Agent error', null, true, false, false, false, false, false, false, false, false, 'retry_by_rule', 1010, true),
    ('blocked', 'Blocked by a rule', null, false, false, false, false, false, false, false, false, false, 'retry_by_rule', 1020, true);
