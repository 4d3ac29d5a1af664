-- One statement, because several leave a pooled connection inside a broken transaction after a refusal. The triggers
-- of grain_state fan the document out and forget it.
insert into grain_state (
    grain_id_ext, service_id, grain_type, grain_id_n0, grain_id_n1, grain_id_hash, grain_type_hash,
    version, payload, document)
select coalesce(@GrainIdExtensionString, ''), @ServiceId, @GrainTypeString, @GrainIdN0, @GrainIdN1,
    @GrainIdHash, @GrainTypeHash, 1,
    case when document is null then @PayloadBinary else unhex(document ->> '$.state') end,
    document
from (select case when @GrainTypeString = 'subject' then cast(@PayloadBinary as text) end as document)
where @GrainStateVersion is null or exists (
    select 1 from grain_state
    where grain_id_ext = coalesce(@GrainIdExtensionString, '')
        and service_id = @ServiceId
        and grain_type = @GrainTypeString
        and grain_id_n0 = @GrainIdN0
        and grain_id_n1 = @GrainIdN1
        and grain_id_hash = @GrainIdHash
        and grain_type_hash = @GrainTypeHash)
on conflict (
    grain_id_ext, service_id, grain_type, grain_id_n0, grain_id_n1, grain_id_hash, grain_type_hash)
do update set version = version + 1, payload = excluded.payload, document = excluded.document
where version = @GrainStateVersion
returning version as NewGrainStateVersion
