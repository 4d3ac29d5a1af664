-- min-program-version: 1

-- The range that goes over the end of the ring is read from this index alone, as the others are from reminder_ring.
drop index reminder_due;
create index reminder_due on reminder (service_id, start_time) include (grain_hash, grain_id, name, period, version);
