namespace ZenVoip.Registry.Domain;

/// <summary>What kind of thing identifies a person.</summary>
public enum IdentifierType
{
    /// <summary>A phone number in E.164.</summary>
    Phone,
    Email,

    /// <summary>An IPv4 or IPv6 address; several people may share it.</summary>
    Ip,

    /// <summary>A business account; several people may share it.</summary>
    Account,
    Cookie,

    /// <summary>A login.</summary>
    User,
    Sip,
    Device,
}
