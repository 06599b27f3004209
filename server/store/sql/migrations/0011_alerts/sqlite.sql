-- SPDX-License-Identifier: GPL-3.0-or-later
-- What somebody is to be told of: from where on, and what has been told.
create table alert_limit (
    kind text not null,
    subject_id text not null default '', -- a queue or a campaign; '' for all that have no row of their own
    enabled boolean not null,
    limit_value bigint,  -- seconds, per mille or a count; null: what the queue or the campaign itself aims at
    margin bigint not null,   -- how far it must be back within the limit before the alert ends
    hold_s bigint not null,   -- how long it must be beyond the limit before there is an alert
    least_count bigint not null, -- contacts below which a rate says nothing
    phrases text not null default '[]', -- JSON: what is listened for
    updated_us bigint not null,
    primary key (kind, subject_id)
);

insert into alert_limit (kind, enabled, limit_value, margin, hold_s, least_count, updated_us) values
    ('longest_wait', true, null, 0, 0, 0, 0), ('service_level', true, null, 10, 0, 5, 0),
    ('nobody_there', true, 0, 0, 10, 0, 0), ('drop_rate', true, null, 2, 0, 50, 0),
    ('long_pause', true, 1800, 0, 0, 0, 0), ('long_wrap_up', true, 300, 0, 0, 0, 0),
    ('unreachable', true, 0, 0, 0, 0, 0), ('dead_leg', true, 3, 0, 0, 0, 0), ('phrase', false, null, 0, 0, 0, 0);

create table alert (
    id text primary key,
    kind text not null,
    subject_id text not null,
    subject_name text not null, -- as it was called then
    agent_id text references user_account (id), -- whose it is; null: of nobody in particular
    call_id text,
    value bigint,       -- what was measured, in the unit of the limit
    limit_value bigint, -- the limit at that moment
    words text,         -- what was said
    raised_us bigint not null,
    acknowledged_us bigint,
    acknowledged_by text references user_account (id),
    ended_us bigint,
    end_reason text check (end_reason in ('over', 'answered', 'withdrawn', 'gone'))
);
-- However many nodes look at the same floor: one alert at a time for one thing.
create unique index alert_open on alert (kind, subject_id) where ended_us is null;
create index alert_newest on alert (raised_us, id);
create index alert_by_call on alert (call_id) where call_id is not null;
