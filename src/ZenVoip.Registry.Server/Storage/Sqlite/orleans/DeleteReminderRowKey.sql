-- Two statements: Orleans wants a row also when nothing was deleted, and a deletion is never refused.
delete from reminder
where service_id = @ServiceId and grain_id = @GrainId and name = @ReminderName and version = @Version;
select changes() as Deleted
