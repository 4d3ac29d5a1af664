namespace ZenVoip.Registry.Domain.Identifiers;

/// <summary>Why an identifier left a subject.</summary>
public enum UnlinkReason
{
    /// <summary>The person has another one now.</summary>
    Changed,

    /// <summary>It never was theirs.</summary>
    Mistake,

    /// <summary>It is out of service.</summary>
    Disconnected,

    /// <summary>It belongs to another person now. Give the time (at): else that is when the registry is told.</summary>
    Reassigned,
}

/// <summary>An interval in which the subject holds an identifier.</summary>
public sealed record Link
{
    /// <summary>0, 1, 2, ... within the subject; never used again.</summary>
    public required int Number { get; init; }

    public required Identifier Identifier { get; init; }

    public required IdentifierDigest Digest { get; init; }

    /// <summary>The person has shown that it is theirs.</summary>
    public bool Verified { get; init; }

    public required DateTimeOffset LinkedAt { get; init; }

    /// <summary>Null while the subject holds it.</summary>
    public DateTimeOffset? UnlinkedAt { get; init; }

    public UnlinkReason? Reason { get; init; }

    public bool IsOpen => UnlinkedAt is null;
}
