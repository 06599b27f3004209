-- SPDX-License-Identifier: GPL-3.0-or-later
-- One person, known by the number. `:like` is the number between per cent signs, for texts that may hold it.

-- name: person_under_way
select (select count(*) from call where customer_number = :number and final_status is null)
     + (select count(*) from attempt where number = :number and ended_us is null)

-- name: person_erase_lines
update call_line set words = '(erased)' where call_id in (select id from call where customer_number = :number)

-- name: person_erase_notes
update call_note set words = '(erased)' where call_id in (select id from call where customer_number = :number)

-- name: person_erase_dispositions
update call_disposition set note = null where note is not null and call_id in (select id from call where customer_number = :number)

-- name: person_erase_alerts
update alert set words = null, subject_name = case when subject_name = :number then 'erased' else subject_name end
where call_id in (select id from call where customer_number = :number)

-- name: person_erase_commands
update carrier_command set args = '{}', error_text = null
where state in ('accepted', 'failed', 'ambiguous')
  and (args like :like or call_id in (select id from call where customer_number = :number))

-- name: person_erase_webhooks
delete from webhook_event where body like :like or call_id in (select id from call where customer_number = :number)

-- name: person_erase_events
delete from event_log where payload like :like or subject in (select id from call where customer_number = :number)

-- name: person_erase_legs
update leg set to_number = case when to_number = :number then 'erased' else to_number end,
    from_number = case when from_number = :number then 'erased' else from_number end
where to_number = :number or from_number = :number

-- name: person_erase_attempts
update attempt set number = 'erased' where number = :number

-- A callback that waits would ring him: it ends.
-- name: person_erase_callbacks
update callback set number = 'erased', note = null, outcome = coalesce(outcome, 'cancelled'), closed_us = coalesce(closed_us, :now_us)
where number = :number

-- name: person_erase_leads
update lead set person = null where person is not null and id in (select lead_id from lead_number where number = :number)

-- Never to be dialled: it is no number any more.
-- name: person_erase_lead_numbers
update lead_number set number = 'erased-' || id, blocked = 'invalid_number' where number = :number

-- name: person_erase_calls
update call set customer_number = 'erased', failure_text = null, recording_url = null, wish_message = null, plan = null
where customer_number = :number
