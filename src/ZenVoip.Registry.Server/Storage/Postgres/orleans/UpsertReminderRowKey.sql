insert into reminder (service_id, grain_id, name, start_time, period, grain_hash, version)
values (@ServiceId, @GrainId, @ReminderName, @StartTime, @Period, @GrainHash, nextval('reminder_version')::int)
on conflict (service_id, grain_id, name) do update set
    start_time = excluded.start_time, period = excluded.period, grain_hash = excluded.grain_hash,
    version = excluded.version
returning version as "Version"
