namespace ZenVoip.Registry.Domain;

/// <summary>What stands of a subject's answer.</summary>
public enum ConsentStatus
{
    /// <summary>Asked for in a double opt-in, not yet confirmed.</summary>
    Requested,
    Given,
    Refused,
    Withdrawn,

    /// <summary>Its time has run out; follows from the clock and is never recorded.</summary>
    Expired,

    /// <summary>Ended because the identifier that it was bound to left the subject.</summary>
    Invalidated,
}
