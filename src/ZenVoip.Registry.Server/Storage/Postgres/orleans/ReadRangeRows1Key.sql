-- Near-due rows only: Orleans holds what is due within 10 minutes (ReminderLoadingWindow) and reads again every 5
-- (RefreshReminderListPeriod), so 15 minutes are the window and a third, for clocks that differ. See "How time works".
select grain_id as "GrainId", name as "ReminderName", start_time as "StartTime", period as "Period",
    version as "Version"
from reminder
where service_id = @ServiceId
    and grain_hash > @BeginHash and grain_hash <= @EndHash
    and start_time <= now() + (select ahead from registry_clock) + interval '15 minutes'
