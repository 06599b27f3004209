-- SPDX-License-Identifier: GPL-3.0-or-later
alter table call add column queue_id text; -- where the caller waits, or from which the call came last
alter table call add column stage text not null default 'new'; -- where the conversation stands
alter table call add column plan text; -- JSON: what was decided and is still to happen; only the program reads it
alter table call add column due_us bigint; -- when a timer of the plan must look at it
create index call_due on call (due_us) where due_us is not null;
alter table leg add column talk text; -- JSON: the leg's part in the conversation; only the program reads it
