using GraphQL.Types;

namespace ZenVoip.Registry.Server.Guard;

/// <summary>Which scopes open a field of the schema.</summary>
internal static class FieldGuards
{
    /// <summary>
    /// The sets of which a caller needs one scope each; null: no scope opens the field. What an interface says of its
    /// field counts for it, whatever is behind: who reads it was given the object already.
    /// </summary>
    public static IReadOnlyList<IReadOnlyList<string>>? Of(IComplexGraphType type, FieldType field)
    {
        var own = ScopeAttribute.On(type, field);
        if (own is not null || type is not IAbstractGraphType { PossibleTypes: { Count: > 0 } possible })
            return own;

        var guards = possible.Select(
            one => one.Fields.Find(field.Name) is { } same ? ScopeAttribute.On(one, same) : null).ToList();
        return guards.Contains(null) ? null : [.. guards.SelectMany(guard => guard!)];
    }

    /// <summary>Every field that no scope opens, as "Type.field"; a schema is complete when there is none.</summary>
    public static IReadOnlyList<string> UnguardedFields(ISchema schema)
    {
        schema.Initialize();
        return [.. schema.AllTypes
            .OfType<IComplexGraphType>()
            .Where(type => type is not IInputObjectGraphType && !type.Name.StartsWith("__", StringComparison.Ordinal))
            .SelectMany(type => type.Fields.Where(field => Of(type, field) is null), (t, f) => $"{t.Name}.{f.Name}")
            .Order(StringComparer.Ordinal)];
    }
}
