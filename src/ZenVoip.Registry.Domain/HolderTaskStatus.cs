namespace ZenVoip.Registry.Domain;

/// <summary>Where a holder task stands.</summary>
public enum HolderTaskStatus
{
    /// <summary>Given, and not yet with the holder.</summary>
    Issued,

    /// <summary>The holder has fetched it or taken its webhook.</summary>
    Delivered,

    /// <summary>The holder has done it.</summary>
    Done,

    /// <summary>Not done in time; it stays open until it is settled.</summary>
    Failed,

    /// <summary>Taken back.</summary>
    Cancelled,
}
