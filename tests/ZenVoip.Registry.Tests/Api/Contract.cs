using GraphQLParser;
using GraphQLParser.AST;

namespace ZenVoip.Registry.Tests.Api;

/// <summary>What a schema must have for clients of another one: everything of it, exactly; it may have more.</summary>
internal static class Contract
{
    public static IEnumerable<string> Mismatches(string contract, string schema)
    {
        var served = DefinitionsOf(schema).ToDictionary(NameOf);
        return DefinitionsOf(contract).SelectMany(wanted => served.GetValueOrDefault(NameOf(wanted)) switch
        {
            { } found when found.Kind == wanted.Kind => Missing(NameOf(wanted), Facts(wanted), Facts(found))
                .Concat(Demands(wanted, found)),
            null => [$"{NameOf(wanted)} is missing"],
            var other => [$"{NameOf(wanted)} is a {other.Kind}"],
        });
    }

    private static IEnumerable<GraphQLTypeDefinition> DefinitionsOf(string sdl) =>
        Parser.Parse(sdl).Definitions.OfType<GraphQLTypeDefinition>();

    private static IEnumerable<string> Missing(string name, IEnumerable<string> wanted, IEnumerable<string> found) =>
        wanted.Except(found).Select(fact => $"{name} lacks {fact}");

    /// <summary>What is new is not demanded of clients that do not know it: nobody has to call a new field.</summary>
    private static IEnumerable<string> Demands(GraphQLTypeDefinition wanted, GraphQLTypeDefinition found) =>
        Demanded(found).Except(Demanded(wanted))
            .Where(demand => !demand.Contains('(')
                || Fields(wanted).Any(field => demand.StartsWith($"{NameOf(field)}(", StringComparison.Ordinal)))
            .Select(demand => $"{NameOf(wanted)} demands {demand}");

    private static IEnumerable<string> Demanded(GraphQLTypeDefinition definition) =>
        Inputs(definition).Where(input => input.Value is { Type: GraphQLNonNullType, DefaultValue: null })
            .Select(input => input.Path);

    private static IEnumerable<string> Facts(GraphQLTypeDefinition definition) =>
    [
        .. definition is GraphQLObjectTypeDefinition { Interfaces: { } interfaces }
            ? interfaces.Select(type => $"the interface {NameOf(type)}")
            : [],
        .. definition is IHasDirectivesNode { Directives: { } given } ? given.Select(one => $"@{NameOf(one)}") : [],
        .. definition is GraphQLEnumTypeDefinition { Values: { } values } ? values.Select(NameOf) : [],
        .. Fields(definition).Select(field => $"{NameOf(field)}: {Written(field.Type)}"),
        .. Inputs(definition).Select(input => $"{input.Path}: {Written(input.Value.Type)}{Default(input.Value)}"),
    ];

    private static IEnumerable<GraphQLFieldDefinition> Fields(GraphQLTypeDefinition definition) => definition switch
    {
        GraphQLObjectTypeDefinition { Fields: { } fields } => fields,
        GraphQLInterfaceTypeDefinition { Fields: { } fields } => fields,
        _ => [],
    };

    private static IEnumerable<(string Path, GraphQLInputValueDefinition Value)> Inputs(
        GraphQLTypeDefinition definition) =>
    [
        .. definition is GraphQLInputObjectTypeDefinition { Fields: { } fields }
            ? fields.Select(field => (NameOf(field), field))
            : [],
        .. Fields(definition).SelectMany(field => (field.Arguments ?? Enumerable.Empty<GraphQLInputValueDefinition>())
            .Select(argument => ($"{NameOf(field)}({NameOf(argument)})", argument))),
    ];

    private static string Written(GraphQLType type) => type switch
    {
        GraphQLNonNullType required => $"{Written(required.Type)}!",
        GraphQLListType list => $"[{Written(list.Type)}]",
        GraphQLNamedType named => NameOf(named),
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    private static string Default(GraphQLInputValueDefinition input) =>
        input.DefaultValue is { } value ? $" = {Written(value)}" : "";

    private static string Written(GraphQLValue value) => value switch
    {
        GraphQLEnumValue name => NameOf(name),
        GraphQLStringValue text => $"\"{text.Value}\"",
        IHasValueNode plain => plain.Value.ToString(),
        _ => throw new NotSupportedException($"A default of the kind {value.Kind}."),
    };

    private static string NameOf(INamedNode node) => node.Name.StringValue;
}
