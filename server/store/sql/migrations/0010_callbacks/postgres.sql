-- SPDX-License-Identifier: GPL-3.0-or-later
-- Callers who hung up and kept their places: how often they were called back, and when they may be again.
alter table queue_entry add column tries bigint not null default 0;
alter table queue_entry add column not_before_us bigint;
