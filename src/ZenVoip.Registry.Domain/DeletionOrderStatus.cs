namespace ZenVoip.Registry.Domain;

/// <summary>Where a deletion order stands.</summary>
public enum DeletionOrderStatus
{
    /// <summary>Given; no webhook of it was taken. What the holder fetches itself stays so.</summary>
    Issued,

    /// <summary>The holder has taken its webhook.</summary>
    Delivered,

    /// <summary>The holder has deleted.</summary>
    Confirmed,

    /// <summary>The holder keeps the data on a ground, until a date.</summary>
    Retained,

    /// <summary>Not confirmed in time; it stays open until it is settled.</summary>
    Failed,

    /// <summary>
    /// Taken back; or overtaken: a later order to the same system asks for the same data, and more.
    /// </summary>
    Cancelled,
}
