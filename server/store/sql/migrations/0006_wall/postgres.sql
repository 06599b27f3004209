-- SPDX-License-Identifier: GPL-3.0-or-later
-- Links for screens on the wall: who has one sees figures, without an account.
create table wall_link (
    id text primary key,
    label text not null,
    token_hash text not null unique, -- SHA-256; the token itself is shown once and not kept
    created_by text not null references user_account (id),
    created_us bigint not null,
    expires_us bigint, -- null: until it is revoked
    revoked_us bigint
);
