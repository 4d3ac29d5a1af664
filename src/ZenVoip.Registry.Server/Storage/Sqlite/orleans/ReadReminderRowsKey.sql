select grain_id as GrainId, name as ReminderName, replace(substr(start_time, 1, 26), 'T', ' ') as StartTime,
    period as Period, version as Version
from reminder
where service_id = @ServiceId
    and grain_id = @GrainId
