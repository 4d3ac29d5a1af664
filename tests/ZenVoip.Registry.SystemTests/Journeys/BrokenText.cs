using GraphQLParser;
using GraphQLParser.AST;

namespace ZenVoip.Registry.SystemTests.Journeys;

/// <summary>
/// Operations, one for each text that the schema takes: everything else of them is whole, and that text is broken.
/// </summary>
/// <param name="known">What is whole, by its type or by its name.</param>
internal sealed class BrokenText(string schema, IReadOnlyDictionary<string, string> known)
{
    private static readonly string[] Texts = ["String", "ID", "PurposeCode", "DataCategory"];

    private readonly GraphQLDocument document = Parser.Parse(schema);

    /// <param name="text">As it stands between the quotes of a query.</param>
    public IEnumerable<string> Operations(string text) =>
        from root in new[] { ("query", "Query"), ("mutation", "Mutation") }
        from field in Find<GraphQLObjectTypeDefinition>(root.Item2)!.Fields!
        from given in Given(field.Arguments?.Items ?? [], $"\"{text}\"")
        select $"{root.Item1} {{ {field.Name.Value}({given}) {Selection(field)} }}";

    private string Selection(GraphQLFieldDefinition field) =>
        Find<GraphQLObjectTypeDefinition>(Name(field.Type))?.Fields?.Any(one => one.Name == "errors") is true
            ? "{ errors { code } }"
            : "{ __typename }";

    /// <summary>The values side by side, each time with another of their texts broken.</summary>
    private IEnumerable<string> Given(List<GraphQLInputValueDefinition> values, string broken) =>
        from value in values
        from literal in Broken(value, broken)
        select string.Join(", ", values.Where(other => other != value && IsRequired(other))
            .Select(other => $"{other.Name.Value}: {Whole(other)}")
            .Append($"{value.Name.Value}: {literal}"));

    private IEnumerable<string> Broken(GraphQLInputValueDefinition value, string broken) =>
        Texts.Contains(Name(value.Type)) ? [broken]
        : Find<GraphQLInputObjectTypeDefinition>(Name(value.Type)) is not { } input ? []
        : IsOneOf(input) ? input.Fields!.SelectMany(field => Given([field], broken), (_, given) => $"{{ {given} }}")
        : Given(input.Fields!.Items, broken).Select(given => $"{{ {given} }}");

    private string Whole(GraphQLInputValueDefinition value) => Name(value.Type) switch
    {
        var name when known.TryGetValue(name, out var literal) => literal,
        var name when Find<GraphQLEnumTypeDefinition>(name) is { } choice => choice.Values![0].Name.StringValue,
        var name when Find<GraphQLInputObjectTypeDefinition>(name) is { } input =>
            $"{{ {string.Join(", ", input.Fields!.Where(IsRequired)
                .Select(field => $"{field.Name.Value}: {Whole(field)}"))} }}",
        var name => known.TryGetValue(value.Name.StringValue, out var literal)
            ? literal
            : throw new InvalidOperationException($"What is a whole {name} {value.Name.Value}?"),
    };

    private static bool IsRequired(GraphQLInputValueDefinition value) =>
        value is { Type: GraphQLNonNullType, DefaultValue: null };

    private static bool IsOneOf(GraphQLInputObjectTypeDefinition input) =>
        input.Directives?.Any(one => one.Name == "oneOf") is true;

    private static string Name(GraphQLType type) => type switch
    {
        GraphQLNonNullType some => Name(some.Type),
        GraphQLListType all => Name(all.Type),
        GraphQLNamedType named => named.Name.StringValue,
        _ => throw new InvalidOperationException(),
    };

    private T? Find<T>(string name) where T : GraphQLTypeDefinition =>
        document.Definitions.OfType<T>().FirstOrDefault(type => type.Name == name);
}
