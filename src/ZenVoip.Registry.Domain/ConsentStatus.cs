namespace ZenVoip.Registry.Domain;

/// <summary>What stands of a subject's answer.</summary>
public enum ConsentStatus
{
    /// <summary>Asked for in a double opt-in, not yet confirmed.</summary>
    Requested,

    /// <summary>The person agreed.</summary>
    Given,

    /// <summary>The person said no when asked.</summary>
    Refused,

    /// <summary>The person agreed once and agrees no longer.</summary>
    Withdrawn,

    /// <summary>Its time has run out; follows from the clock and is never recorded.</summary>
    Expired,

    /// <summary>Ended because the identifier that it was bound to left the subject.</summary>
    Invalidated,
}
