namespace ZenVoip.Registry.Domain;

/// <summary>What kind of thing identifies a person.</summary>
public enum IdentifierType
{
    /// <summary>A phone number in E.164.</summary>
    Phone,

    /// <summary>An email address.</summary>
    Email,

    /// <summary>An IPv4 or IPv6 address; several people may share it.</summary>
    Ip,

    /// <summary>A business account; several people may share it.</summary>
    Account,

    /// <summary>A cookie of the website: an opaque token.</summary>
    Cookie,

    /// <summary>A login.</summary>
    User,

    /// <summary>A SIP or SIPS URI.</summary>
    Sip,

    /// <summary>A device or an installation: an opaque token.</summary>
    Device,
}
