-- SPDX-License-Identifier: GPL-3.0-or-later
create table campaign (
    id text primary key,
    name text not null,
    status text not null check (status in ('running', 'stopped', 'completed')),
    concurrency bigint not null,
    from_number text not null,
    record boolean not null,
    use_ai boolean not null,
    message text,
    created_by text references user_account (id),
    created_us bigint not null,
    ended_us bigint,
    -- How many numbers came to what; changed in the transactions that make it true.
    numbers bigint not null default 0,
    waiting bigint not null default 0,
    dialling bigint not null default 0,
    answered bigint not null default 0,
    unanswered bigint not null default 0,
    failed bigint not null default 0,
    blocked bigint not null default 0
);
create index campaign_newest on campaign (created_us, id);
create index campaign_running on campaign (id) where status = 'running';

alter table call add column campaign_id text references campaign (id);
alter table call add column wish_message text; -- spoken to whom answers, then the call is ended

-- A number of a campaign's list.
create table campaign_target (
    id text primary key,
    campaign_id text not null references campaign (id),
    position bigint not null, -- order within the list
    number text not null, -- E.164; as it was given where it is no number
    region text, -- ISO 3166-1 alpha-2
    state text not null check (state in ('ready', 'dialling', 'done', 'blocked')),
    next_us bigint not null default 0, -- not to be dialled before
    tries bigint not null default 0,
    outcome text
);
create index campaign_target_ready on campaign_target (campaign_id, next_us, position) where state = 'ready';
create unique index campaign_target_once on campaign_target (campaign_id, number);

-- One dial of one number, written before the carrier is asked. The two unique indexes are what makes it impossible that
-- a number is rung twice at once, whatever the program does.
create table attempt (
    id text primary key,
    campaign_id text not null references campaign (id),
    target_id text not null references campaign_target (id),
    number text not null,
    call_id text not null unique references call (id),
    created_us bigint not null,
    ended_us bigint,
    outcome text
);
create unique index attempt_open_target on attempt (target_id) where ended_us is null;
create unique index attempt_open_number on attempt (number) where ended_us is null;
create index attempt_open_campaign on attempt (campaign_id) where ended_us is null;

-- Numbers that must not be called: by anybody, or by one campaign.
create table do_not_call (
    id text primary key,
    number text not null,
    campaign_id text references campaign (id),
    reason text,
    created_by text references user_account (id),
    created_us bigint not null,
    ended_us bigint
);
create unique index do_not_call_in_force on do_not_call (number, coalesce(campaign_id, '')) where ended_us is null;
create index do_not_call_newest on do_not_call (created_us, id) where ended_us is null;
