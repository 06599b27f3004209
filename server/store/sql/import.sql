-- SPDX-License-Identifier: GPL-3.0-or-later
-- fragment: import_columns
i.id, i.campaign_id, i.list_id, i.file, i.state, i.format, i.mapping, i.region, i.counts, i.sample, i.done_rows, i.added, i.error,
i.created_us, i.ended_us

-- name: import_insert
insert into lead_import (id, campaign_id, list_id, file, state, format, mapping, region, created_by, created_us)
values (:id, :campaign_id, :list_id, :file, 'checking', :format, :mapping, :region, :created_by, :now_us)

-- name: import_one
select {{> import_columns}} from lead_import i where i.id = :id

-- name: imports_of
select {{> import_columns}} from lead_import i where i.campaign_id = :campaign_id order by i.created_us desc, i.id desc limit 100

-- name: imports_open
select {{> import_columns}} from lead_import i where i.state in ('checking', 'importing', 'undoing') order by i.id

-- name: import_save
update lead_import set state = :state, mapping = :mapping, counts = :counts, sample = :sample, done_rows = :done_rows,
    added = :added, error = :error, ended_us = :ended_us
where id = :id

-- Goes on behind the rows that are in; holds only while nobody has cancelled.
-- name: import_advance
update lead_import set done_rows = :done_rows, added = added + :added where id = :id and state = 'importing'

-- name: import_turn
update lead_import set state = :state, ended_us = :ended_us where id = :id and state = :before

-- name: import_undo_pick
select l.id, l.state from lead l
where l.import_id = :import_id and l.state in ('ready', 'waiting', 'blocked') and l.last_us is null
    and not exists (select 1 from callback k where k.lead_id = l.id)
limit :limit

-- name: import_undo_numbers
delete from lead_number where lead_id in {{list leads}}

-- name: import_undo_leads
delete from lead where id in {{list leads}}

-- name: mapping_save
insert into import_mapping (columns_key, mapping, updated_us) values (:columns_key, :mapping, :now_us)
on conflict (columns_key) do update set mapping = excluded.mapping, updated_us = excluded.updated_us

-- name: mapping_of
select m.mapping from import_mapping m where m.columns_key = :columns_key
