namespace ZenVoip.Registry.Grains.Secrecy;

/// <summary>
/// The key store holds no row for a subject that has state. Never normal: a key is created before the first write
/// and a destroyed one leaves a tombstone. The key store was lost or belongs to another registry.
/// </summary>
[GenerateSerializer]
[Alias("registry.subject-key-missing")]
public sealed class SubjectKeyMissingException(string subjectId)
    : Exception($"The key store holds no key of {subjectId}, not even a destroyed one.");
