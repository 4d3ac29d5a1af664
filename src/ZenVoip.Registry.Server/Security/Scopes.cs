using System.Collections.Immutable;

namespace ZenVoip.Registry.Server.Security;

/// <summary>Everything a token can allow. The names are API: authorities are configured with them.</summary>
internal static class Scopes
{
    public const string DecisionsRead = "decisions:read";
    public const string SubjectsRead = "subjects:read";
    public const string SubjectsWrite = "subjects:write";
    public const string RightsManage = "rights:manage";
    public const string DeletionsConfirm = "deletions:confirm";
    public const string RegistryAdmin = "registry:admin";
    public const string SchemaRead = "schema:read";

    /// <summary>Each scope with what it allows, in one line.</summary>
    public static ImmutableDictionary<string, string> Meanings { get; } = new Dictionary<string, string>
    {
        [DecisionsRead] = "Ask whether data may be used.",
        [SubjectsRead] = "Read subjects with their identifiers, consents and journal.",
        [SubjectsWrite] = "Register subjects, link identifiers, record answers and opt-outs.",
        [RightsManage] = "Work on rights requests and legal holds.",
        [DeletionsConfirm] = "Fetch and confirm the deletion orders of the system that the token names.",
        [RegistryAdmin] = "Register holder systems, and see and repair what operators see and repair.",
        [SchemaRead] = "Read the schema and introspect it.",
    }.ToImmutableDictionary(StringComparer.Ordinal);

    public static ImmutableArray<string> All { get; } = [.. Meanings.Keys.Order(StringComparer.Ordinal)];

    public static bool IsKnown(string scope) => Meanings.ContainsKey(scope);
}
