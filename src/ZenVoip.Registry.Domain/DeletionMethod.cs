namespace ZenVoip.Registry.Domain;

/// <summary>How a holder made data unreadable.</summary>
public enum DeletionMethod
{
    /// <summary>Deleted.</summary>
    Erased,

    /// <summary>Nothing in it leads to the person any more.</summary>
    Anonymized,

    /// <summary>The key was destroyed.</summary>
    Shredded,
}
