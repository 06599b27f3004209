-- SPDX-License-Identifier: GPL-3.0-or-later
-- Campaigns get lists of leads with several numbers each; the numbers of the first campaigns become leads with one.
drop index campaign_running;
alter table campaign add column state text not null default 'running'
    check (state in ('draft', 'running', 'paused', 'draining', 'stopped', 'completed'));
update campaign set state = status;
alter table campaign drop column status;
alter table campaign rename column state to status;
alter table campaign add column mode text not null default 'agentless'
    check (mode in ('agentless', 'preview', 'progressive', 'power', 'predictive'));
alter table campaign add column queue_id text references queue (id); -- whose agents talk to whom answers
alter table campaign add column rules text not null default '{}'; -- JSON, as the API shows them; a missing one has its default
alter table campaign add column loading boolean not null default false; -- its numbers are still being taken in
alter table campaign add column starts_us bigint; -- a draft begins by itself then
alter table campaign add column stops_us bigint;
alter table campaign add column ledger_seq bigint not null default 0;
alter table campaign add column ledger_hash text not null default '';
alter table campaign add column pacer text; -- JSON: what the pacing has learned
alter table campaign add column pacer_us bigint;
create index campaign_running on campaign (id) where status in ('running', 'draining');
create index campaign_planned on campaign (starts_us) where status = 'draft' and starts_us is not null;

create table lead_list (
    id text primary key,
    campaign_id text not null references campaign (id),
    name text not null,
    priority bigint not null default 0, -- higher first
    active boolean not null default true,
    expires_us bigint,
    import_id text,
    created_us bigint not null
);
create index lead_list_campaign on lead_list (campaign_id, priority);

-- One person to be reached. Every lead that is not done or blocked has a time at which it is looked at (ready: now) or an
-- open attempt: nobody can be forgotten.
create table lead (
    id text primary key,
    campaign_id text not null references campaign (id),
    list_id text not null references lead_list (id),
    position bigint not null, -- order within the list
    priority bigint not null default 0, -- higher first
    state text not null check (state in ('ready', 'waiting', 'callback', 'reserved', 'dialling', 'done', 'blocked')),
    next_us bigint not null default 0, -- waiting, callback, reserved: when it is looked at again
    number_rank bigint not null default 0, -- which of its numbers is next
    tries bigint not null default 0, -- attempts that count, of all its numbers
    misplaced bigint not null default 0, -- dials in a row that the carrier did not place
    outcome text,
    last_us bigint, -- the last attempt
    last_attempt_id text,
    owner_id text references user_account (id), -- whose callback it is, or who has it on his screen
    person text, -- JSON: name and whatever else the list knows
    zone text, -- IANA time zone, by the address
    region text, -- state or province, by the address
    import_id text
);
create index lead_ready on lead (list_id, priority desc, position) where state = 'ready';
create index lead_waiting on lead (list_id, next_us) where state = 'waiting';
create index lead_callback on lead (campaign_id, next_us) where state = 'callback';
create index lead_reserved on lead (campaign_id, next_us) where state = 'reserved';
create index lead_of_import on lead (import_id) where import_id is not null;
create index lead_of_list on lead (list_id, position);
create index lead_done on lead (campaign_id, id) where state = 'done';

create table lead_number (
    id text primary key,
    lead_id text not null references lead (id),
    campaign_id text not null references campaign (id),
    rank bigint not null, -- 0 is dialled first
    number text not null, -- E.164; as it was given where it is no number
    country text, -- ISO 3166-1 alpha-2
    kind text,
    blocked text, -- why it is never dialled
    tries bigint not null default 0
);
create unique index lead_number_rank on lead_number (lead_id, rank);
create unique index lead_number_once on lead_number (campaign_id, number);

create table attempt_before as select * from attempt;
drop table attempt;
insert into lead_list (id, campaign_id, name, created_us) select id, id, 'Numbers', created_us from campaign;
insert into lead (id, campaign_id, list_id, position, state, next_us, tries, outcome)
    select id, campaign_id, campaign_id, position, case when state = 'ready' and next_us > 0 then 'waiting' else state end,
        next_us, tries, case when outcome = 'unanswered' then 'no_answer' else outcome end
    from campaign_target;
insert into lead_number (id, lead_id, campaign_id, rank, number, country, blocked, tries)
    select id, id, campaign_id, 0, number, region, case when state = 'blocked' then outcome end, tries from campaign_target;
drop table campaign_target;

-- One dial of one number, written before the carrier is asked. The two unique indexes are what makes it impossible that
-- somebody is rung twice at once, whatever the program does, and whatever lists and campaigns he is in.
create table attempt (
    id text primary key,
    campaign_id text not null references campaign (id),
    lead_id text not null references lead (id),
    lead_number_id text not null references lead_number (id),
    number text not null,
    call_id text not null unique references call (id),
    caller_id text not null,
    mode text not null,
    created_us bigint not null,
    answered_us bigint,
    noted_us bigint, -- when we learned of the answer
    settled_us bigint, -- when we learned of the agent, or gave up
    ended_us bigint,
    machine text, -- the verdict of answering machine detection
    agent_id text,
    wait_us bigint, -- from the answer to the agent, or to the end of the waiting
    abandoned boolean not null default false, -- a person answered and we had nobody for him
    message_played boolean not null default false,
    outcome text
);
insert into attempt (id, campaign_id, lead_id, lead_number_id, number, call_id, caller_id, mode, created_us, ended_us, outcome)
    select a.id, a.campaign_id, a.target_id, a.target_id, a.number, a.call_id, c.from_number, 'agentless', a.created_us,
        a.ended_us, case when a.outcome = 'unanswered' then 'no_answer' else a.outcome end
    from attempt_before a join campaign c on c.id = a.campaign_id;
drop table attempt_before;
create unique index attempt_open_lead on attempt (lead_id) where ended_us is null;
create unique index attempt_open_number on attempt (number) where ended_us is null;
create index attempt_open_campaign on attempt (campaign_id) where ended_us is null;
create index attempt_ended on attempt (campaign_id, ended_us) where ended_us is not null;
create index attempt_by_number on attempt (number, created_us);
create index attempt_by_lead on attempt (lead_id, created_us);

alter table do_not_call add column source text not null default 'request'
    check (source in ('request', 'registry', 'reassigned', 'litigator', 'court', 'own'));
alter table do_not_call add column until_us bigint; -- none: for good

create table consent (
    id text primary key,
    number text not null,
    campaign_id text references campaign (id), -- none: for all
    shown_text text,
    channel text,
    proof text,
    given_us bigint not null,
    revoked_us bigint,
    revoked_how text,
    created_by text references user_account (id),
    created_us bigint not null
);
create unique index consent_in_force on consent (number, coalesce(campaign_id, '')) where revoked_us is null;
create index consent_newest on consent (created_us, id);

create table callback (
    id text primary key,
    campaign_id text not null references campaign (id),
    lead_id text not null references lead (id),
    number text not null,
    due_us bigint not null,
    expires_us bigint not null,
    owner_id text references user_account (id), -- none: anybody of the queue
    note text,
    created_us bigint not null,
    closed_us bigint,
    outcome text -- dialled, expired, cancelled
);
create unique index callback_open on callback (lead_id) where closed_us is null;
create index callback_due on callback (campaign_id, due_us) where closed_us is null;

-- Live answers and those of them for whom nobody was there, by day: the legal period is a sum of days.
create table abandon_ledger (
    campaign_id text not null references campaign (id),
    day bigint not null, -- days since 1970-01-01 UTC
    answered_live bigint not null default 0,
    abandoned bigint not null default 0,
    message_played bigint not null default 0,
    machines bigint not null default 0,
    primary key (campaign_id, day)
);

-- How our numbers fare, by day.
create table caller_id_use (
    campaign_id text not null references campaign (id),
    number text not null,
    day bigint not null,
    dials bigint not null default 0,
    answered bigint not null default 0,
    primary key (campaign_id, number, day)
);

-- How often something stood in the way of a dial.
create table campaign_refusal (
    campaign_id text not null references campaign (id),
    reason text not null,
    count bigint not null,
    last_us bigint not null,
    primary key (campaign_id, reason)
);

-- What was checked before each dial and what came of it. Each entry's hash covers the one before it.
create table ledger_entry (
    campaign_id text not null references campaign (id),
    seq bigint not null,
    at_us bigint not null,
    kind text not null,
    attempt_id text not null,
    body text not null, -- JSON, byte by byte as it was hashed
    hash text not null,
    primary key (campaign_id, seq)
);
create index ledger_entry_attempt on ledger_entry (attempt_id);

-- A file of leads on its way into a list. Its rows lie on the disk; what has been taken in is noted with the rows themselves, so
-- that a program that was ended goes on behind the last of them.
create table lead_import (
    id text primary key,
    campaign_id text not null references campaign (id),
    list_id text not null references lead_list (id),
    file text not null,
    state text not null check (state in ('checking', 'checked', 'importing', 'imported', 'cancelled', 'failed', 'undoing', 'undone')),
    format text, -- what was found out about the file: JSON
    mapping text not null default '{}', -- JSON: column to field
    region text not null, -- for numbers without a country code
    counts text not null default '{}', -- JSON: rows by verdict
    sample text not null default '[]', -- JSON: the first rows with their verdicts
    done_rows bigint not null default 0,
    added bigint not null default 0, -- leads
    error text,
    created_by text references user_account (id),
    created_us bigint not null,
    ended_us bigint
);
create index lead_import_campaign on lead_import (campaign_id, created_us);
create index lead_import_open on lead_import (id) where state in ('checking', 'importing', 'undoing');

-- The mapping that was last used for files with these columns.
create table import_mapping (
    columns_key text primary key,
    mapping text not null,
    updated_us bigint not null
);
