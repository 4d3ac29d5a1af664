namespace ZenVoip.Registry.Domain;

/// <summary>What follows from the kind of an identifier alone.</summary>
public static class IdentifierTraits
{
    extension(IdentifierType type)
    {
        /// <summary>Several people may hold it at once; the others have one owner while their link is open.</summary>
        public bool IsShared() => type is IdentifierType.Account or IdentifierType.Ip;

        /// <summary>
        /// Whether a yes given by it, naming this channel, is a yes for it alone and ends with its link: always by
        /// PHONE, EMAIL and COOKIE, and wherever a no is about that address alone.
        /// </summary>
        public bool BindsConsent(Channel? named) =>
            type is IdentifierType.Phone or IdentifierType.Email or IdentifierType.Cookie || type.Narrows(named);

        /// <summary>Whether a person is reached over the channel at an identifier of this type.</summary>
        public bool Serves(Channel channel) => channel switch
        {
            Channel.Sms => type is IdentifierType.Phone,
            Channel.Voice => type is IdentifierType.Phone or IdentifierType.Sip,
            Channel.Email => type is IdentifierType.Email,
            Channel.Web => type is IdentifierType.Cookie,
            Channel.App => type is IdentifierType.Device,
            _ => false,
        };

        /// <summary>
        /// Whether a no that came by it is about that address alone: only where it names a channel of the address.
        /// Every other no is the person's, or it would be narrower than it was meant.
        /// </summary>
        public bool Narrows(Channel? named) => named is { } channel && type.Serves(channel);
    }
}
