using System.Collections.Immutable;
using System.Security.Claims;

namespace ZenVoip.Registry.Server.Guard;

/// <summary>What a caller must hold to run one operation; found once, when its document is admitted.</summary>
/// <param name="Fields">The first field of each set of scopes.</param>
/// <param name="Introspects">The operation reads the schema.</param>
/// <param name="Unguarded">A field that no scope opens, as "Type.field": nobody may run the operation.</param>
/// <param name="NeverLimited">No limit on calls stops the operation.</param>
internal sealed record AccessDemands(
    ImmutableArray<FieldDemand> Fields,
    bool Introspects,
    string? Unguarded,
    bool NeverLimited)
{
    /// <summary>The scope that opens introspection and the download of the schema.</summary>
    public const string SchemaScope = "schema:read";

    private static readonly FieldDemand Schema = new("__schema", [SchemaScope]);

    /// <exception cref="GraphFault">FORBIDDEN.</exception>
    public void Check(ClaimsPrincipal caller, bool introspectionAllowed)
    {
        if (Unguarded is not null)
            throw new GraphFault(ErrorCodes.Forbidden, $"The field {Unguarded} is open to nobody.");
        if (Introspects && !introspectionAllowed)
            Schema.Check(caller);
        foreach (var field in Fields)
            field.Check(caller);
    }
}

/// <summary>One scope of these is needed for a field.</summary>
/// <param name="Field">As "Type.field": names of the schema, which the caller has used.</param>
internal sealed record FieldDemand(string Field, IReadOnlyList<string> AnyOf)
{
    /// <exception cref="GraphFault">FORBIDDEN.</exception>
    public void Check(ClaimsPrincipal caller)
    {
        if (!caller.HasAnyScope(AnyOf))
        {
            throw new GraphFault(
                ErrorCodes.Forbidden, $"The field {Field} needs the scope {string.Join(" or ", AnyOf)}.");
        }
    }
}
