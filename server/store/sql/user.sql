-- SPDX-License-Identifier: GPL-3.0-or-later
-- fragment: user_columns
u.id, u.email, u.name, u.password_hash, u.role, u.station, u.telnyx_credential_id, u.disabled,
u.tokens_valid_from_us, u.created_us, u.last_login_us, u.team_id, u.scope, u.permissions, u.station_kind, u.leg_mode,
u.caller_id, u.capacity

-- name: user_insert
insert into user_account (id, email, email_key, name, password_hash, role, station, telnyx_credential_id, disabled,
    tokens_valid_from_us, created_us, updated_us, last_login_us, team_id, scope, permissions, station_kind, leg_mode,
    caller_id, capacity)
values (:id, :email, :email_key, :name, :password_hash, :role, :station, :credential, :disabled, :valid_from_us,
    :created_us, :updated_us, :last_login_us, :team_id, :scope, :permissions, :station_kind, :leg_mode, :caller_id,
    :capacity)

-- name: user_by_email
select {{> user_columns}} from user_account u where u.email_key = :email_key

-- name: user_by_id
select {{> user_columns}} from user_account u where u.id = :id

-- name: user_list
select {{> user_columns}} from user_account u order by u.name, u.id

-- name: user_teams
select u.id, u.team_id from user_account u where u.id in {{list users}} and u.team_id is not null

-- name: user_update
update user_account set name = :name, role = :role, station = :station, telnyx_credential_id = :credential,
    disabled = :disabled, tokens_valid_from_us = :valid_from_us, updated_us = :now_us, team_id = :team_id,
    scope = :scope, permissions = :permissions, station_kind = :station_kind, leg_mode = :leg_mode,
    caller_id = :caller_id, capacity = :capacity
where id = :id

-- name: user_set_password
update user_account set password_hash = :password_hash, tokens_valid_from_us = :valid_from_us, updated_us = :now_us
where id = :id

-- name: user_logged_in
update user_account set last_login_us = :now_us where id = :id

-- name: user_count_admins
select count(*) from user_account where role = 'ADMIN' and not disabled

-- name: session_insert
insert into login_session (id, user_id, created_us, expires_us, peer)
values (:id, :user_id, :created_us, :expires_us, :peer)

-- name: session_end
update login_session set ended_us = :now_us, ended_reason = :reason where id = :id and ended_us is null

-- name: session_end_all
update login_session set ended_us = :now_us, ended_reason = :reason
where user_id = :user_id and ended_us is null and id <> :except
returning id

-- name: session_live
select s.id, s.user_id from login_session s
where s.id = :id and s.ended_us is null and s.expires_us > :now_us

-- name: sessions_ended_recently
select s.id from login_session s where s.ended_us is not null and s.ended_us > :after_us

-- name: refresh_insert
insert into refresh_token (token_hash, session_id, created_us) values (:token_hash, :session_id, :created_us)

-- name: refresh_use
update refresh_token set used_us = :now_us where token_hash = :token_hash and used_us is null

-- name: refresh_get
select t.session_id, t.used_us, s.user_id, s.ended_us, s.expires_us
from refresh_token t join login_session s on s.id = t.session_id
where t.token_hash = :token_hash

-- name: login_failure_insert
insert into login_failure (id, account_key, at_us) values (:id, :account_key, :at_us)

-- name: login_failure_recent
select count(*), min(at_us) from login_failure where account_key = :account_key and at_us > :after_us

-- name: login_failure_clear
delete from login_failure where account_key = :account_key or at_us < :before_us

-- name: audit_insert
insert into audit_entry (id, at_us, actor_id, action, subject, details, peer)
values (:id, :at_us, :actor_id, :action, :subject, :details, :peer)

-- fragment: filter_audit_cursor
(a.at_us, a.id) < (:cursor_us, :cursor)
-- fragment: filter_audit_actor
a.actor_id = :actor_id
-- fragment: filter_audit_action
a.action = :action
-- fragment: filter_audit_from
a.at_us >= :from_us
-- fragment: filter_audit_to
a.at_us < :to_us

-- name: audit_page
select a.id, a.at_us, a.actor_id, u.name, a.action, a.subject, a.details, a.peer
from audit_entry a left join user_account u on u.id = a.actor_id
where {{filters}}
order by a.at_us desc, a.id desc
limit :limit

-- name: audit_moment
select at_us from audit_entry where id = :id

-- name: audit_list
select a.at_us, a.actor_id, a.action, a.subject, a.details, a.peer from audit_entry a order by a.at_us desc, a.id desc limit :limit

-- name: setting_get
select value from setting_value where key = :key

-- name: setting_put
insert into setting_value (key, value, updated_us) values (:key, :value, :now_us)
on conflict (key) do update set value = excluded.value, updated_us = excluded.updated_us

-- name: setting_delete
delete from setting_value where key = :key

-- name: idempotency_get
select request_hash, subject_id from idempotency_key
where owner_id = :owner_id and key = :key and created_us > :after_us

-- name: idempotency_insert
insert into idempotency_key (owner_id, key, request_hash, subject_id, created_us)
values (:owner_id, :key, :request_hash, :subject_id, :created_us)

-- name: idempotency_forget
delete from idempotency_key where created_us <= :before_us
