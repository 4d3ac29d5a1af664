select payload as PayloadBinary, version as Version
from grain_state
where grain_id_ext = coalesce(@GrainIdExtensionString, '')
    and service_id = @ServiceId
    and grain_type = @GrainTypeString
    and grain_id_n0 = @GrainIdN0
    and grain_id_n1 = @GrainIdN1
    and grain_id_hash = @GrainIdHash
    and grain_type_hash = @GrainTypeHash
