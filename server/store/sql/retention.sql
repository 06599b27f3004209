-- SPDX-License-Identifier: GPL-3.0-or-later
-- What is kept no longer. Each statement that looks gives a few rows, the others change them by their ids.

-- name: retention_spoken
select c.id, c.started_us from call c
where c.started_us >= :from_us and c.started_us < :before_us and c.final_status is not null
  and (exists (select 1 from call_line l where l.call_id = c.id) or exists (select 1 from call_note n where n.call_id = c.id)
    or exists (select 1 from alert a where a.call_id = c.id and a.words is not null))
order by c.started_us, c.id
limit :limit

-- name: retention_named
select c.id, c.started_us from call c
where c.started_us >= :from_us and c.started_us < :before_us and c.final_status is not null and c.customer_number <> 'erased'
order by c.started_us, c.id
limit :limit

-- The log is in the order of time, so its beginning tells.
-- name: retention_events
select seq from (select seq, at_us from event_log order by seq limit :limit) oldest where at_us < :before_us order by seq

-- name: retention_webhooks
select event_id from webhook_event where received_us < :before_us order by received_us limit :limit

-- name: retention_commands
select id from carrier_command where created_us < :before_us and state in ('accepted', 'failed', 'ambiguous')
order by created_us limit :limit

-- name: retention_delete_lines
delete from call_line where call_id in {{list ids}}

-- name: retention_delete_notes
delete from call_note where call_id in {{list ids}}

-- name: retention_erase_alert_words
update alert set words = null where call_id in {{list ids}}

-- name: retention_erase_alerts
update alert set subject_name = 'erased'
where call_id in {{list ids}} and subject_name = (select c.customer_number from call c where c.id = alert.call_id)

-- name: retention_erase_legs
update leg set
    to_number = case when to_number = (select c.customer_number from call c where c.id = leg.call_id) then 'erased' else to_number end,
    from_number = case when from_number = (select c.customer_number from call c where c.id = leg.call_id) then 'erased' else from_number end
where call_id in {{list ids}}

-- name: retention_erase_attempts
update attempt set number = 'erased' where call_id in {{list ids}} and ended_us is not null

-- name: retention_erase_calls
update call set customer_number = 'erased', failure_text = null, recording_url = null, wish_message = null, plan = null
where id in {{list ids}}

-- name: retention_delete_events
delete from event_log where seq <= :seq

-- name: retention_delete_webhooks
delete from webhook_event where event_id in {{list ids}}

-- name: retention_delete_commands
delete from carrier_command where id in {{list ids}}
