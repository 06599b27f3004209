-- SPDX-License-Identifier: GPL-3.0-or-later
-- name: line_insert
insert into call_line (call_id, line_key, said_us, ordinal, speaker, words)
select r.call_id, r.line_key, r.said_us, r.ordinal, r.speaker, r.words
from {{rows r: call_id text, line_key text, said_us bigint, ordinal bigint, speaker text, words text}}
where true
on conflict (call_id, line_key) do nothing
returning call_id, line_key

-- Reports of the same words come in any order: what counts is the first moment at which they were known.
-- name: line_earlier
update call_line set said_us = :said_us where call_id = :call_id and line_key = :line_key and said_us > :said_us

-- name: line_list
select l.call_id, l.line_key, l.said_us, l.ordinal, l.speaker, l.words
from call_line l where l.call_id = :call_id order by l.said_us, l.ordinal, l.line_key

-- name: note_insert
insert into call_note (id, call_id, author_id, written_us, words) values (:id, :call_id, :author_id, :written_us, :words)

-- name: note_list
select n.id, n.author_id, u.name, n.written_us, n.words
from call_note n join user_account u on u.id = n.author_id
where n.call_id = :call_id order by n.written_us, n.id
