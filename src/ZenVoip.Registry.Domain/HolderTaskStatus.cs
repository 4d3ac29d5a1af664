namespace ZenVoip.Registry.Domain;

/// <summary>Where a holder task stands.</summary>
public enum HolderTaskStatus
{
    /// <summary>Given; no webhook of it was taken. What the holder fetches itself stays so.</summary>
    Issued,

    /// <summary>The holder has taken its webhook.</summary>
    Delivered,

    /// <summary>The holder has done it.</summary>
    Done,

    /// <summary>Not done in time; it stays open until it is settled.</summary>
    Failed,

    /// <summary>Taken back.</summary>
    Cancelled,
}
