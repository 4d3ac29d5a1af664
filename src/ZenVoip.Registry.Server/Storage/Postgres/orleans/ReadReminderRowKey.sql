select grain_id as "GrainId", name as "ReminderName", start_time as "StartTime", period as "Period",
    version as "Version"
from reminder
where service_id = @ServiceId
    and grain_id = @GrainId
    and name = @ReminderName
