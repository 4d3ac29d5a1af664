namespace ZenVoip.Registry.Domain.Decisions;

/// <summary>Which identifiers are addresses of which channels.</summary>
public static class Reach
{
    /// <summary>Whether a person is reached over this channel at an identifier of this type.</summary>
    public static bool Serves(IdentifierType type, Channel channel) => channel switch
    {
        Channel.Sms => type is IdentifierType.Phone,
        Channel.Voice => type is IdentifierType.Phone or IdentifierType.Sip,
        Channel.Email => type is IdentifierType.Email,
        Channel.Web => type is IdentifierType.Cookie,
        Channel.App => type is IdentifierType.Device,
        _ => false,
    };

    /// <summary>Whether a consent given by such an identifier is bound to it; others bind the person.</summary>
    public static bool BindsConsent(IdentifierType type) =>
        type is IdentifierType.Phone or IdentifierType.Email or IdentifierType.Cookie;

    /// <summary>
    /// Whether a no given by such an identifier is about that address only. It is not where the identifier is no
    /// address at all (a login), or none of the channel that the no names (a STOP to texts, sent by email): such a no
    /// is the person's, or it would be lost.
    /// </summary>
    public static bool Narrows(IdentifierType type, Channel? named) => named is { } channel
        ? Serves(type, channel)
        : type is not (IdentifierType.Ip or IdentifierType.Account or IdentifierType.User);
}
