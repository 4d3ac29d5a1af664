namespace ZenVoip.Registry.Domain;

/// <summary>Which identifiers are addresses of which channel.</summary>
public static class ChannelAddresses
{
    extension(Channel channel)
    {
        /// <summary>Whether a person is reached over the channel at an identifier of that type.</summary>
        public bool IsServedBy(IdentifierType type) => channel switch
        {
            Channel.Sms => type is IdentifierType.Phone,
            Channel.Voice => type is IdentifierType.Phone or IdentifierType.Sip,
            Channel.Email => type is IdentifierType.Email,
            Channel.Web => type is IdentifierType.Cookie,
            Channel.App => type is IdentifierType.Device,
            _ => false,
        };
    }
}
