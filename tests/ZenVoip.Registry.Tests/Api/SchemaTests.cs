using GraphQL.Types;
using ZenVoip.Registry.Server.Guard;
using ZenVoip.Registry.Server.Http;
using ZenVoip.Registry.Tests.Codebase;

namespace ZenVoip.Registry.Tests.Api;

public sealed class SchemaTests
{
    private const string Committed = "src/ZenVoip.Registry.Server/schema.graphql";

    /// <summary>Set to 1, the test writes the file in place of comparing it; the difference is for a review.</summary>
    private const string Update = "UPDATE_SCHEMA";

    internal static bool IsUpdating => Environment.GetEnvironmentVariable(Update) is "1";

    [Fact]
    public void The_committed_schema_is_the_one_that_is_served()
    {
        var served = SchemaDownload.Print(RegistrySchema.Built).ReplaceLineEndings("\n").TrimEnd() + "\n";
        if (IsUpdating)
            File.WriteAllText(SourceTree.PathOf(Committed), served);

        Assert.True(
            served == SourceTree.Read(Committed),
            $"{Committed} differs: run the tests with {Update}=1, look at the difference, commit it.");
    }

    [Fact]
    public void No_field_is_open_without_a_scope() => Assert.Empty(FieldGuards.UnguardedFields(RegistrySchema.Built));

    [Fact]
    public void Everything_has_a_description() =>
        Assert.Empty(Described().Where(it => string.IsNullOrWhiteSpace(it.Description)).Select(it => it.Name));

    [Fact]
    public void A_description_is_one_line_of_plain_text() =>
        Assert.Empty(Described().Where(it => it.Description is { } text
            && (text.Contains('\n') || text.Contains("  ", StringComparison.Ordinal) || text.Contains('<')))
            .Select(it => $"{it.Name}: {it.Description}"));

    private static IEnumerable<(string Name, string? Description)> Described() =>
        RegistrySchema.Built.AllTypes
            .Where(type => !type.Name.StartsWith("__", StringComparison.Ordinal) && !IsBuiltIn(type))
            .SelectMany(type => new[] { (type.Name, type.Description) }.Concat(Members(type)));

    private static IEnumerable<(string Name, string? Description)> Members(IGraphType type) => type switch
    {
        EnumerationGraphType values => values.Values.Select(one => ($"{type.Name}.{one.Name}", one.Description)),
        IComplexGraphType complex => complex.Fields.SelectMany(field =>
            (field.Arguments ?? []).Select(one => ($"{type.Name}.{field.Name}({one.Name})", one.Description))
                .Prepend(($"{type.Name}.{field.Name}", field.Description))),
        _ => [],
    };

    private static bool IsBuiltIn(IGraphType type) => type.Name is "String" or "Int" or "Float" or "Boolean" or "ID";
}
