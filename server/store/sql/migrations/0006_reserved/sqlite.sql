-- SPDX-License-Identifier: GPL-3.0-or-later
-- The number belongs to another line of work; its merge replaces this file.
select 1;
