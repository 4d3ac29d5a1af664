namespace ZenVoip.Registry.Grains.Secrecy;

/// <summary>The data key was destroyed by an erasure: what it sealed is gone, and no new one is made.</summary>
[GenerateSerializer]
[Alias("registry.subject-key-destroyed")]
public sealed class SubjectKeyDestroyedException(string subjectId)
    : Exception($"The key of {subjectId} was destroyed.");
