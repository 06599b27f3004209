-- SPDX-License-Identifier: GPL-3.0-or-later
-- Part of a commit whose answer may get lost; see server/store/database.h. The division fails the transaction when the
-- row has been revoked.
-- name: commit_mark postgres only
with mark as (
    update commit_mark set number = :number, seen_us = :now_us where writer = :writer and not revoked returning 1)
select 1 / count(*) from mark
