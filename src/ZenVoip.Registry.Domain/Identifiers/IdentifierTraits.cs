namespace ZenVoip.Registry.Domain.Identifiers;

/// <summary>What follows from the kind of an identifier alone.</summary>
public static class IdentifierTraits
{
    extension(IdentifierType type)
    {
        /// <summary>Several people may hold it at once; the others have one owner while their link is open.</summary>
        public bool IsShared() => type is IdentifierType.Account or IdentifierType.Ip;

        /// <summary>A yes given by it is a yes for it alone, and ends with its link.</summary>
        public bool BindsConsent() => type is IdentifierType.Phone or IdentifierType.Email or IdentifierType.Cookie;
    }
}
