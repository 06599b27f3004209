-- SPDX-License-Identifier: GPL-3.0-or-later
-- What was said on a call. The key is the same for the same words, however often and in whichever order they are reported.
create table call_line (
    call_id text not null references call (id),
    line_key text not null,
    said_us bigint not null, -- when it was first reported
    ordinal bigint not null, -- order among lines of one moment
    speaker text not null check (speaker in ('caller', 'assistant', 'agent')),
    words text not null,
    primary key (call_id, line_key)
);

-- What people wrote about a call; never changed.
create table call_note (
    id text primary key,
    call_id text not null references call (id),
    author_id text not null references user_account (id),
    written_us bigint not null,
    words text not null
);
create index call_note_call on call_note (call_id, written_us);
