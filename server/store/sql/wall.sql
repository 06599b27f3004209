-- SPDX-License-Identifier: GPL-3.0-or-later
-- name: wall_insert
insert into wall_link (id, label, token_hash, created_by, created_us, expires_us)
values (:id, :label, :token_hash, :created_by, :created_us, :expires_us)

-- name: wall_list
select w.id, w.label, w.created_by, u.name, w.created_us, w.expires_us
from wall_link w join user_account u on u.id = w.created_by
where w.revoked_us is null order by w.created_us desc, w.id desc

-- name: wall_revoke
update wall_link set revoked_us = :now_us where id = :id and revoked_us is null

-- name: wall_by_token
select w.id, w.label, w.created_by, u.name, w.created_us, w.expires_us
from wall_link w join user_account u on u.id = w.created_by
where w.token_hash = :token_hash and w.revoked_us is null and (w.expires_us is null or w.expires_us > :now_us)

-- name: wall_live_calls
select count(*) from call c where c.final_status is null and c.stage <> 'line'
