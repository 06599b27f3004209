-- SPDX-License-Identifier: GPL-3.0-or-later
-- Agents' phones that stay up between calls are calls of stage 'line': few, and looked for by their agent.
create index call_of_line on call (agent_id, started_us) where stage = 'line';
