with deleted as (
    delete from reminder
    where service_id = @ServiceId and grain_id = @GrainId and name = @ReminderName and version = @Version
    returning 1
)
select count(*)::int as "Deleted" from deleted
