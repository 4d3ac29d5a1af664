namespace ZenVoip.Registry.Domain;

/// <summary>Where a rights request stands.</summary>
public enum RightsRequestStatus
{
    /// <summary>Who asked is not established yet.</summary>
    AwaitingVerification,

    /// <summary>The person was asked what they mean.</summary>
    AwaitingClarification,

    /// <summary>Sent on to the controller who answers for it.</summary>
    Forwarded,

    /// <summary>Being worked.</summary>
    InProgress,

    /// <summary>Done, and the person was told.</summary>
    Completed,

    /// <summary>Done in part, the rest retained on a ground, and the person was told.</summary>
    PartiallyCompleted,

    /// <summary>Refused on a ground, and the person was told.</summary>
    Refused,

    /// <summary>Taken back by the person.</summary>
    Withdrawn,

    /// <summary>Never verified in time.</summary>
    Expired,
}
