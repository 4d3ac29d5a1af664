-- The driver writes an instant with as many decimals as it needs; the table holds six. Replacing the row gives it a
-- version that no reminder ever had.
insert or replace into reminder (service_id, grain_id, name, start_time, period, grain_hash)
values (@ServiceId, @GrainId, @ReminderName,
    substr(replace(@StartTime, ' ', 'T') || iif(length(@StartTime) = 19, '.', '') || '000000', 1, 26) || 'Z',
    @Period, @GrainHash)
returning version as Version
