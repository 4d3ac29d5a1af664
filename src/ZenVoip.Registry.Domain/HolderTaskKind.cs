namespace ZenVoip.Registry.Domain;

/// <summary>What a holder system is asked for, other than to delete.</summary>
public enum HolderTaskKind
{
    /// <summary>Hand over what is held, for an access or portability request.</summary>
    Export,

    /// <summary>Correct it.</summary>
    Rectify,

    /// <summary>Process it no further.</summary>
    Restrict,

    /// <summary>Process it again.</summary>
    Unrestrict,

    /// <summary>Sell and share it no further.</summary>
    StopSharing,
}
