using System.Runtime.InteropServices;
using GraphQLParser.AST;

namespace ZenVoip.Registry.Server.Guard;

/// <summary>Measures a document in time linear to its text: each fragment is measured once.</summary>
internal sealed class QueryMeasure
{
    private const int BackToTypes = 4;

    private readonly Dictionary<string, GraphQLFragmentDefinition> _fragments = new(StringComparer.Ordinal);
    private readonly Dictionary<string, QuerySize> _measured = new(StringComparer.Ordinal);

    private QueryMeasure(GraphQLDocument document)
    {
        foreach (var fragment in document.Definitions.OfType<GraphQLFragmentDefinition>())
            _fragments.TryAdd(fragment.FragmentName.Name.StringValue, fragment);
    }

    /// <summary>
    /// All operations together; a fragment that is larger, used or not, counts instead. Its fields are no root fields.
    /// </summary>
    public static QuerySize Of(GraphQLDocument document)
    {
        var measure = new QueryMeasure(document);
        var operations = default(QuerySize);
        foreach (var operation in document.Definitions.OfType<GraphQLOperationDefinition>())
            operations += measure.Of(operation);
        return measure._fragments.Keys.Aggregate(
            operations, (largest, name) => QuerySize.Larger(largest, measure.OfFragment(name))) with
        {
            RootFields = operations.RootFields,
        };
    }

    private QuerySize Of(GraphQLOperationDefinition operation)
    {
        var size = Directives(operation) + Of(operation.SelectionSet, inSchema: false);
        foreach (var variable in operation.Variables?.Items ?? [])
            size += Directives(variable);
        return size;
    }

    private QuerySize Of(GraphQLSelectionSet? selections, bool inSchema)
    {
        var size = default(QuerySize);
        foreach (var selection in selections?.Selections ?? [])
            size += Of(selection, inSchema);
        return size;
    }

    private QuerySize Of(ASTNode selection, bool inSchema) => selection switch
    {
        GraphQLField field => OfField(field, inSchema),
        GraphQLFragmentSpread spread => Directives(spread) + OfFragment(spread.FragmentName.Name.StringValue),
        GraphQLInlineFragment inline => Directives(inline) + Of(inline.SelectionSet, inSchema),
        _ => default,
    };

    private QuerySize OfField(GraphQLField field, bool inSchema)
    {
        var name = field.Name.Value.Span;
        var entersSchema = name is "__schema" or "__type";
        var below = Of(field.SelectionSet, inSchema || entersSchema);
        var level = inSchema ? SchemaLevel(name) : 1;
        return Directives(field) + below with
        {
            Fields = Math.Min(below.Fields + 1, QuerySize.Ceiling),
            Depth = below.Depth + level,
            Aliases = Math.Min(below.Aliases + (field.Alias is null ? 0 : 1), QuerySize.Ceiling),
            RootFields = 1,
        };
    }

    private static int SchemaLevel(ReadOnlySpan<char> name) => name switch
    {
        "ofType" => 0,
        "fields" or "inputFields" or "interfaces" or "possibleTypes" => BackToTypes,
        _ => 1,
    };

    private QuerySize OfFragment(string name)
    {
        ref var known = ref CollectionsMarshal.GetValueRefOrAddDefault(_measured, name, out var seen);
        // A fragment counts as empty while it is being measured, so a cycle ends; validation refuses it afterwards.
        if (seen || !_fragments.TryGetValue(name, out var fragment)) return known;
        var inSchema = fragment.TypeCondition.Type.Name.Value.Span.StartsWith("__");
        return _measured[name] = Directives(fragment) + Of(fragment.SelectionSet, inSchema);
    }

    private static QuerySize Directives(IHasDirectivesNode node) =>
        new(Fields: 0, Depth: 0, Aliases: 0, Directives: node.Directives?.Count ?? 0, RootFields: 0);
}
