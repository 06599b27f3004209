-- SPDX-License-Identifier: GPL-3.0-or-later
-- Times are microseconds since 1970-01-01 UTC (columns *_us): exact, and the same in both databases.
create table user_account (
    id text primary key,
    email text not null,
    email_key text not null unique, -- lower case; what logins and uniqueness go by
    name text not null,
    password_hash text not null,
    role text not null check (role in ('AGENT', 'SUPERVISOR', 'ADMIN')),
    station text,
    telnyx_credential_id text,
    disabled boolean not null default false,
    tokens_valid_from_us bigint not null default 0, -- tokens issued before this moment are void
    created_us bigint not null,
    updated_us bigint not null,
    last_login_us bigint
);

create table login_session (
    id text primary key,
    user_id text not null references user_account (id),
    created_us bigint not null,
    expires_us bigint not null,
    ended_us bigint,
    ended_reason text,
    peer text
);
create index login_session_user on login_session (user_id) where ended_us is null;
create index login_session_ended on login_session (ended_us) where ended_us is not null;

create table refresh_token (
    token_hash text primary key,
    session_id text not null references login_session (id),
    created_us bigint not null,
    used_us bigint
);
create index refresh_token_session on refresh_token (session_id);

create table login_failure (
    id text primary key,
    account_key text not null,
    at_us bigint not null
);
create index login_failure_account on login_failure (account_key, at_us);
create index login_failure_time on login_failure (at_us);

create table audit_entry (
    id text primary key,
    at_us bigint not null,
    actor_id text,
    action text not null,
    subject text,
    details text not null, -- JSON
    peer text
);
create index audit_entry_time on audit_entry (at_us, id);

create table setting_value (
    key text primary key,
    value text not null,
    updated_us bigint not null
);

create table idempotency_key (
    owner_id text not null,
    key text not null,
    request_hash text not null,
    subject_id text not null, -- the call that the first request made
    created_us bigint not null,
    primary key (owner_id, key)
);
create index idempotency_key_time on idempotency_key (created_us);

create table call (
    id text primary key,
    agent_id text references user_account (id),
    customer_number text not null,
    our_number text,
    direction text not null check (direction in ('inbound', 'outbound')),
    status text not null check (status in ('INITIATED', 'RINGING', 'ACTIVE', 'COMPLETED', 'NO_ANSWER', 'FAILED')),
    outcome text,
    failure_text text,
    conference_id text,
    conference_us bigint,
    recording_id text,
    recording_url text,
    recording_us bigint,
    ai_session_id text,
    ai_session_us bigint,
    cost text,
    started_us bigint not null,
    answered_us bigint,
    ended_us bigint,
    wish_record boolean not null default false,
    wish_ai boolean not null default false,
    wish_ai_provider text,
    wish_stream boolean not null default false,
    hangup_wanted boolean not null default false,
    -- The status once it is final: it changes once, so that the many changes before touch no index (HOT updates).
    final_status text generated always as
        (case when status in ('COMPLETED', 'NO_ANSWER', 'FAILED') then status end) stored
) with (fillfactor = 70);
create index call_newest on call (started_us, id);
create index call_live on call (started_us, id) where final_status is null;
create index call_by_final_status on call (final_status, started_us, id) where final_status is not null;
create index call_by_number on call (customer_number, started_us, id);
create index call_by_agent on call (agent_id, started_us, id);

create table leg (
    id text primary key,
    call_id text not null references call (id),
    position bigint not null, -- order within the call
    role text not null,
    direction text not null,
    to_number text not null,
    from_number text not null,
    call_control_id text,
    call_leg_id text,
    call_session_id text,
    created_us bigint not null,
    initiated_us bigint,
    answered_us bigint,
    ended_us bigint,
    end_event_id text,
    hangup_cause text,
    hangup_source text,
    sip_hangup_cause text,
    media text not null,
    media_us bigint,
    media_event_id text,
    answer_check text not null,
    ring_timeout_s bigint not null,
    time_limit_s bigint not null,
    checks bigint not null default 0,
    checked_us bigint,
    suspected_us bigint,
    end_wanted_us bigint,
    cost text,
    cost_us bigint,
    deadline_us bigint, -- when to look at it again; none for a settled leg
    unsettled boolean generated always as (deadline_us is not null) stored
) with (fillfactor = 70);
create index leg_call on leg (call_id);
create unique index leg_control on leg (call_control_id) where call_control_id is not null;
create index leg_carrier_leg on leg (call_leg_id) where call_leg_id is not null;
create index leg_session on leg (call_session_id) where call_session_id is not null;
create index leg_live on leg (created_us) where ended_us is null and call_control_id is not null;
create index leg_unsettled on leg (created_us) where unsettled; -- not by deadline_us, which changes all the time

create table webhook_event (
    event_id text primary key, -- the carrier's; a repeat is dropped here
    type text not null,
    occurred_us bigint not null,
    received_us bigint not null,
    call_id text,
    body text not null
);
create index webhook_event_received on webhook_event using brin (received_us); -- it only grows

create table event_log (
    seq bigint generated always as identity primary key,
    kind text not null,
    subject text not null,
    audience text not null,
    audience_user text,
    at_us bigint not null,
    payload text not null -- JSON
);

create table carrier_command (
    id text primary key, -- the carrier's command_id
    call_id text not null references call (id),
    leg_id text not null references leg (id),
    kind text not null,
    args text not null, -- JSON
    once_key text,
    state text not null check (state in ('pending', 'sending', 'accepted', 'failed', 'ambiguous')),
    attempts bigint not null default 0,
    created_us bigint not null,
    first_sent_us bigint, -- written before the first byte leaves
    finished_us bigint,
    error_code text,
    error_text text
);
create unique index carrier_command_once on carrier_command (once_key)
    where once_key is not null and state in ('pending', 'sending');
create unique index carrier_command_one_dial on carrier_command (leg_id) where kind = 'dial';
create index carrier_command_open on carrier_command (created_us) where state in ('pending', 'sending');

-- One row for each connection that writes: how a COMMIT whose answer was lost is looked up. See server/store/database.h.
create table commit_mark (
    writer text primary key,
    number bigint not null, -- of the connection's last commit
    revoked boolean not null default false,
    seen_us bigint not null
);
