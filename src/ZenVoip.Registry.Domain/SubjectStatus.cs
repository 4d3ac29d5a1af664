namespace ZenVoip.Registry.Domain;

/// <summary>Where a subject stands in its life.</summary>
public enum SubjectStatus
{
    /// <summary>Nothing out of the ordinary.</summary>
    Active,

    /// <summary>A restriction of processing is open (GDPR art. 18).</summary>
    Restricted,

    /// <summary>An erasure is under way.</summary>
    Erasing,

    /// <summary>Only the tombstone is left.</summary>
    Erased,

    /// <summary>
    /// Found to be the same person as another subject, which has taken over. The contract has it; nothing merges yet.
    /// </summary>
    Merged,
}
