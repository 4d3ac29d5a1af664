-- min-program-version: 1

-- The ranges of reminders are read from this index alone; it takes the place of two that held a part of a row.
drop index reminder_due;
drop index reminder_ring;
create index reminder_ring on reminder (service_id, grain_hash, start_time, grain_id, name, period);
