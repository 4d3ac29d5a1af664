using System.Collections.Immutable;
using System.Security.Claims;

namespace ZenVoip.Registry.Server.Guard;

/// <summary>What a caller must hold to run one operation; found once, when its document is admitted.</summary>
/// <param name="Scopes">One scope of every set is needed.</param>
/// <param name="Introspects">The operation reads the schema.</param>
/// <param name="Unguarded">A field that no scope opens, as "Type.field": nobody may run the operation.</param>
/// <param name="NeverLimited">No limit on calls stops the operation.</param>
internal sealed record AccessDemands(
    ImmutableArray<IReadOnlyList<string>> Scopes,
    bool Introspects,
    string? Unguarded,
    bool NeverLimited)
{
    /// <summary>The scope that opens introspection and the download of the schema.</summary>
    public const string SchemaScope = "schema:read";

    private static readonly string[] SchemaScopes = [SchemaScope];

    /// <exception cref="GraphFault">FORBIDDEN.</exception>
    public void Check(ClaimsPrincipal caller, bool introspectionAllowed)
    {
        if (Unguarded is not null)
            throw new GraphFault(ErrorCodes.Forbidden, $"The field {Unguarded} is open to nobody.");
        if (Introspects && !introspectionAllowed)
            Check(caller, SchemaScopes);
        foreach (var anyOf in Scopes)
            Check(caller, anyOf);
    }

    private static void Check(ClaimsPrincipal caller, IReadOnlyList<string> anyOf)
    {
        if (!caller.HasAnyScope(anyOf))
            throw new GraphFault(ErrorCodes.Forbidden, $"This needs the scope {string.Join(" or ", anyOf)}.");
    }
}
