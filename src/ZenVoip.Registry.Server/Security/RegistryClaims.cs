namespace ZenVoip.Registry.Server.Security;

/// <summary>The claims of a token that the registry reads.</summary>
internal static class RegistryClaims
{
    public const string Issuer = "iss";
    public const string Subject = "sub";
    public const string ClientId = "client_id";
    public const string AuthorizedParty = "azp";

    /// <summary>Scopes, separated by spaces (RFC 8693, 4.2).</summary>
    public const string Scope = "scope";

    /// <summary>The same as a list, as some authorities write it.</summary>
    public const string ScopeList = "scp";

    /// <summary>The holder system that a token speaks for.</summary>
    public const string System = "system";
}
