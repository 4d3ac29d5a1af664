delete from reminder
where service_id = @ServiceId and grain_id = @GrainId and name = @ReminderName and version = @Version
returning 1 as Deleted
