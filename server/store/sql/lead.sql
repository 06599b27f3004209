-- SPDX-License-Identifier: GPL-3.0-or-later
-- name: list_insert
insert into lead_list (id, campaign_id, name, priority, active, expires_us, import_id, created_us)
values (:id, :campaign_id, :name, :priority, :active, :expires_us, :import_id, :created_us)

-- name: list_change
update lead_list set name = :name, priority = :priority, active = :active, expires_us = :expires_us where id = :id

-- fragment: list_columns
b.id, b.campaign_id, b.name, b.priority, b.active, b.expires_us, b.import_id, b.created_us

-- name: lists_of
select {{> list_columns}}
from lead_list b
where b.campaign_id = :campaign_id
order by b.priority desc, b.created_us, b.id

-- name: list_one
select {{> list_columns}} from lead_list b where b.id = :id

-- name: lead_insert
insert into lead (id, campaign_id, list_id, position, priority, state, outcome, person, zone, region, import_id)
select r.id, r.campaign_id, r.list_id, r.position, r.priority, r.state, r.outcome, r.person, r.zone, r.region, r.import_id
from {{rows r: id text, campaign_id text, list_id text, position bigint, priority bigint, state text, outcome text,
    person text, zone text, region text, import_id text}}
where true

-- name: lead_number_insert
insert into lead_number (id, lead_id, campaign_id, rank, number, country, kind, blocked)
select r.id, r.lead_id, r.campaign_id, r.rank, r.number, r.country, r.kind, r.blocked
from {{rows r: id text, lead_id text, campaign_id text, rank bigint, number text, country text, kind text, blocked text}}
where true

-- Of these numbers, those that the campaign has.
-- name: lead_numbers_known
select n.number from lead_number n where n.campaign_id = :campaign_id and n.number in {{list numbers}}

-- Who waits for a time that has come joins those who are next.
-- name: lead_promote
update lead set state = 'ready', next_us = 0
where id {{any of}}
    select l.id from lead l where l.list_id = :list_id and l.state = 'waiting' and l.next_us <= :now_us
    order by l.next_us limit :limit
    {{end of any}}

-- A reservation that has run out goes back.
-- name: lead_release
update lead set state = 'ready', next_us = 0, owner_id = null
where id {{any of}}
    select l.id from lead l where l.campaign_id = :campaign_id and l.state = 'reserved' and l.next_us <= :now_us
    order by l.next_us limit 100
    {{end of any}}

-- fragment: next_columns
l.id, l.list_id, l.state, l.number_rank, l.tries, l.misplaced, l.zone, l.region, l.owner_id, n.id, n.number, n.country, n.tries,
exists (select 1 from do_not_call d
        where d.number = n.number and d.ended_us is null and (d.campaign_id is null or d.campaign_id = l.campaign_id)
            and (d.until_us is null or d.until_us > :now_us)),
exists (select 1 from attempt a where a.number = n.number and a.ended_us is null),
exists (select 1 from consent s
        where s.number = n.number and s.revoked_us is null and (s.campaign_id is null or s.campaign_id = l.campaign_id))

-- Who is next, with what may stand in the way. Read and written under the campaign's lock.
-- name: lead_next_ready
select {{> next_columns}}
from lead l join lead_number n on n.lead_id = l.id and n.rank = l.number_rank
where l.list_id = :list_id and l.state = 'ready'
order by l.priority desc, l.position
limit :limit

-- name: lead_next_callback
select {{> next_columns}}
from lead l join lead_number n on n.lead_id = l.id and n.rank = l.number_rank
where l.campaign_id = :campaign_id and l.state = 'callback' and l.next_us <= :now_us
order by l.next_us
limit :limit

-- name: lead_next_one
select {{> next_columns}}
from lead l join lead_number n on n.lead_id = l.id and n.rank = l.number_rank
where l.id = :id and l.campaign_id = :campaign_id

-- When somebody's time comes next, in the lists that are dialled.
-- name: lead_next_time
select min(x.next_us)
from (select (select min(l.next_us) from lead l where l.list_id = b.id and l.state = 'waiting') as next_us
      from lead_list b where b.campaign_id = :campaign_id and b.active
      union all
      select min(l.next_us) from lead l where l.campaign_id = :campaign_id and l.state = 'callback'
      union all
      select min(l.next_us) from lead l where l.campaign_id = :campaign_id and l.state = 'reserved') x

-- name: lead_change
update lead set state = r.state, next_us = r.next_us, outcome = coalesce(r.outcome, lead.outcome)
from {{rows r: id text, state text, next_us bigint, outcome text}}
where lead.id = r.id

-- name: lead_dialling
update lead set state = 'dialling', last_us = r.at_us, last_attempt_id = r.attempt_id
from {{rows r: id text, attempt_id text, at_us bigint}}
where lead.id = r.id

-- name: lead_of
select l.id, l.list_id, l.state, l.next_us, l.number_rank, l.tries, l.misplaced, l.outcome, l.last_attempt_id, l.owner_id, l.person,
    l.zone, l.region
from lead l where l.id = :id

-- name: lead_after_attempt
update lead set state = :state, next_us = :next_us, number_rank = :number_rank, tries = tries + :more_tries,
    misplaced = :misplaced, outcome = :outcome, owner_id = :owner_id
where id = :id

-- name: lead_owner
update lead set state = :state, next_us = :next_us, owner_id = :owner_id where id = :id and state in ('ready', 'waiting', 'callback', 'reserved')

-- name: lead_number_tried
update lead_number set tries = tries + :more, blocked = coalesce(:blocked, blocked) where id = :id

-- The number behind one; from the first on with -1.
-- name: lead_number_behind
select min(n.rank) from lead_number n where n.lead_id = :lead_id and n.rank > :rank and n.blocked is null

-- name: lead_numbers_of
select n.id, n.rank, n.number, n.country, n.kind, n.blocked, n.tries from lead_number n where n.lead_id = :lead_id order by n.rank

-- name: lead_by_number
select n.lead_id from lead_number n where n.campaign_id = :campaign_id and n.number = :number

-- name: lead_states
select l.state, count(*), min(l.next_us) from lead l where l.list_id = :list_id group by l.state

-- Leads that are over begin anew: those with one of these outcomes.
-- name: lead_recycle
update lead set state = 'ready', next_us = 0, number_rank = (select min(n.rank) from lead_number n where n.lead_id = lead.id and n.blocked is null), tries = 0, misplaced = 0
where id {{any of}}
    select l.id from lead l
    where l.campaign_id = :campaign_id and l.state = 'done' and l.outcome in {{list outcomes}}
        and exists (select 1 from lead_number n where n.lead_id = l.id and n.blocked is null) and l.id > :after
    order by l.id limit :limit
    {{end of any}}
returning id, outcome

-- name: lead_expire
update lead set state = 'blocked', next_us = 0, outcome = 'list_expired'
where id {{any of}}
    select l.id from lead l
    where l.list_id = :list_id and l.state in ('ready', 'waiting') limit :limit
    {{end of any}}
returning id

-- name: callback_insert
insert into callback (id, campaign_id, lead_id, number, due_us, expires_us, owner_id, note, created_us)
values (:id, :campaign_id, :lead_id, :number, :due_us, :expires_us, :owner_id, :note, :now_us)

-- name: callback_close
update callback set closed_us = :now_us, outcome = :outcome where lead_id = :lead_id and closed_us is null

-- name: callback_expire
update callback set closed_us = :now_us, outcome = 'expired'
where campaign_id = :campaign_id and closed_us is null and expires_us <= :now_us
returning lead_id

-- name: callback_of
select k.id, k.lead_id, k.number, k.due_us, k.expires_us, k.owner_id, k.note
from callback k where k.lead_id = :lead_id and k.closed_us is null

-- name: lead_reserved_by
select l.id from lead l
where l.campaign_id = :campaign_id and l.state = 'reserved' and l.next_us > :now_us and l.owner_id = :owner_id
order by l.next_us limit 1

-- name: callbacks_of
select k.id, k.lead_id, k.number, k.due_us, k.expires_us, k.owner_id, k.note
from callback k where k.campaign_id = :campaign_id and k.closed_us is null
order by k.due_us, k.id limit :limit
