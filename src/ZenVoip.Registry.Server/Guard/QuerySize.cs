namespace ZenVoip.Registry.Server.Guard;

/// <summary>The size of a selection with its fragments expanded.</summary>
/// <param name="RootFields">The fields of the outermost level.</param>
internal readonly record struct QuerySize(long Fields, long Depth, long Aliases, long Directives, long RootFields)
{
    /// <summary>Counts stop growing here: nested fragments double faster than any number type holds.</summary>
    public const long Ceiling = 1_000_000_000;

    public static QuerySize operator +(QuerySize a, QuerySize b) => new(
        Math.Min(a.Fields + b.Fields, Ceiling),
        Math.Max(a.Depth, b.Depth),
        Math.Min(a.Aliases + b.Aliases, Ceiling),
        Math.Min(a.Directives + b.Directives, Ceiling),
        Math.Min(a.RootFields + b.RootFields, Ceiling));

    public static QuerySize Larger(QuerySize a, QuerySize b) => new(
        Math.Max(a.Fields, b.Fields),
        Math.Max(a.Depth, b.Depth),
        Math.Max(a.Aliases, b.Aliases),
        Math.Max(a.Directives, b.Directives),
        Math.Max(a.RootFields, b.RootFields));
}
