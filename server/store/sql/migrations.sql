-- SPDX-License-Identifier: GPL-3.0-or-later
-- name: migrations_applied
select number, checksum from schema_migration order by number
-- name: migration_insert
insert into schema_migration (number, name, checksum, applied_us) values (:number, :name, :checksum, :applied_us)
