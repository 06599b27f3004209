-- SPDX-License-Identifier: GPL-3.0-or-later
-- name: dnc_insert
insert into do_not_call (id, number, campaign_id, reason, source, until_us, created_by, created_us)
values (:id, :number, :campaign_id, :reason, :source, :until_us, :created_by, :now_us)
on conflict do nothing

-- fragment: dnc_columns
d.id, d.number, d.campaign_id, d.reason, d.source, d.until_us, d.created_us

-- An entry that has run out makes room for a new one.
-- name: dnc_lapse
update do_not_call set ended_us = until_us
where number = :number and coalesce(campaign_id, '') = :campaign_key and ended_us is null and until_us is not null and until_us <= :now_us

-- name: dnc_in_force
select {{> dnc_columns}}
from do_not_call d
where d.number = :number and coalesce(d.campaign_id, '') = :campaign_key and d.ended_us is null

-- name: dnc_end
update do_not_call set ended_us = :now_us where id = :id and ended_us is null

-- fragment: filter_dnc_cursor
(d.created_us, d.id) < (:cursor_us, :cursor)
-- fragment: filter_dnc_number
d.number = :number

-- name: dnc_list
select {{> dnc_columns}}
from do_not_call d
where d.ended_us is null and {{filters}}
order by d.created_us desc, d.id desc
limit :limit

-- name: dnc_created
select created_us from do_not_call where id = :id

-- Of these numbers, those that a campaign must not call.
-- name: dnc_among
select d.number from do_not_call d
where d.number in {{list numbers}} and d.ended_us is null and (d.campaign_id is null or d.campaign_id = :campaign_id)
    and (d.until_us is null or d.until_us > :now_us)

-- name: consent_insert
insert into consent (id, number, campaign_id, shown_text, channel, proof, given_us, created_by, created_us)
values (:id, :number, :campaign_id, :shown_text, :channel, :proof, :given_us, :created_by, :now_us)
on conflict do nothing

-- name: consent_revoke
update consent set revoked_us = :now_us, revoked_how = :how
where number = :number and revoked_us is null

-- fragment: consent_columns
s.id, s.number, s.campaign_id, s.shown_text, s.channel, s.proof, s.given_us, s.revoked_us, s.revoked_how

-- name: consent_of
select {{> consent_columns}} from consent s where s.number = :number order by s.created_us desc, s.id desc limit 100
