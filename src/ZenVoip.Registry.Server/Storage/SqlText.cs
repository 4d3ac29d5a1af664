using System.Reflection;

namespace ZenVoip.Registry.Server.Storage;

/// <summary>The SQL files of this assembly, by folder.</summary>
internal static class SqlText
{
    private const string Extension = ".sql";

    private static readonly Assembly Home = typeof(SqlText).Assembly;

    /// <summary>The files of a folder such as <c>Postgres.migrations</c>, in the order of their names.</summary>
    public static IReadOnlyList<(string Name, string Text)> All(string folder) =>
    [
        .. from resource in Home.GetManifestResourceNames()
           where resource.StartsWith(Prefix(folder), StringComparison.Ordinal)
               && resource.EndsWith(Extension, StringComparison.Ordinal)
           orderby resource
           select (resource[Prefix(folder).Length..^Extension.Length], Read(resource)),
    ];

    public static string One(string folder, string name) => Read(Prefix(folder) + name + Extension);

    private static string Prefix(string folder) => $"{typeof(SqlText).Namespace}.{folder}.";

    private static string Read(string resource)
    {
        using var stream = Home.GetManifestResourceStream(resource)
            ?? throw new InvalidOperationException($"{resource} is not part of the program.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd().ReplaceLineEndings("\n");
    }
}
