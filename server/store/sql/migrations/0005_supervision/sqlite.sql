-- SPDX-License-Identifier: GPL-3.0-or-later
alter table leg add column owner_id text; -- whose device it is: of agents and supervisors
alter table leg add column supervises text; -- the leg that a supervisor's leg listens to
alter table leg add column supervisor_mode text; -- monitor, whisper, barge
