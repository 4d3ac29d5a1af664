using GraphQL.Types;
using ZenVoip.Registry.Server.Guard;
using ZenVoip.Registry.Tests.Codebase;

namespace ZenVoip.Registry.Tests.Api;

/// <summary>Which scopes open which fields, as <c>scopes.md</c> says it for people: nothing opens wider unnoticed.
/// </summary>
public sealed class ScopeTableTests
{
    private const string Path = "tests/ZenVoip.Registry.Tests/Api/scopes.md";

    [Fact]
    public void Every_field_opens_to_the_scopes_of_the_table_and_no_others()
    {
        var served = Rows().ToList();
        var lines = SourceTree.Read(Path).TrimEnd().Split('\n');
        if (SchemaTests.IsUpdating)
            File.WriteAllLines(SourceTree.PathOf(Path), [.. lines.Where(line => !IsRow(line)), .. served]);

        var written = lines.Where(IsRow).ToList();
        Assert.Empty(served.Except(written));
        Assert.Empty(written.Except(served));
    }

    private static bool IsRow(string line) => line.StartsWith("| `", StringComparison.Ordinal);

    /// <summary>One row for the fields of a type that the same scopes open.</summary>
    private static IEnumerable<string> Rows() =>
        from type in RegistrySchema.Built.AllTypes.OfType<IComplexGraphType>()
        where type is not IInputObjectGraphType && !type.Name.StartsWith("__", StringComparison.Ordinal)
        from row in type.Fields.GroupBy(field => Scopes(type, field), field => field.Name)
        orderby type.Name, row.Key
        select $"| `{type.Name}` | {row.Key} | {string.Join(", ", row.Order(StringComparer.Ordinal))} |";

    private static string Scopes(IComplexGraphType type, FieldType field) => string.Join(
        " and ",
        (FieldGuards.Of(type, field) ?? [["nobody"]]).Select(anyOf => string.Join(" or ", anyOf)).Distinct());
}
