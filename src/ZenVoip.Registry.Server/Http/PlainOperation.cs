using System.Collections.Concurrent;
using System.Collections.Immutable;
using GraphQL;
using GraphQL.Types;
using GraphQLParser.AST;

namespace ZenVoip.Registry.Server.Http;

/// <summary>A field of a selection, with its definition.</summary>
internal readonly record struct SelectedField(GraphQLField Field, FieldType Definition);

/// <summary>
/// A query of fields only, as services send them: no fragment, no directive, no name twice, no optional variable.
/// What the engine finds out about it on every request is found once.
/// </summary>
internal sealed class PlainOperation
{
    private readonly ConcurrentDictionary<(IGraphType, GraphQLSelectionSet), ImmutableArray<SelectedField>> _selected =
        new();

    private readonly List<SelectedField> _withArguments = [];

    private PlainOperation(GraphQLDocument document, GraphQLOperationDefinition definition)
    {
        Document = document;
        Definition = definition;
        VariablesOnly = new(new GraphQLSelectionSet([])) { Variables = definition.Variables };
    }

    public GraphQLDocument Document { get; }

    public GraphQLOperationDefinition Definition { get; }

    /// <summary>The variables without the fields: where none is optional, nothing depends on how they are used.</summary>
    public GraphQLOperationDefinition VariablesOnly { get; }

    public IReadOnlyList<SelectedField> WithArguments => _withArguments;

    /// <summary>Null: the operation is not plain.</summary>
    public static PlainOperation? Of(
        ISchema schema, GraphQLDocument document, GraphQLOperationDefinition definition)
    {
        var plain = new PlainOperation(document, definition);
        return definition is { Operation: OperationType.Query, Directives: null or { Count: 0 } }
            && (definition.Variables?.Items ?? []).TrueForAll(variable => variable.Type is GraphQLNonNullType)
            && plain.Enter(schema.Query!, definition.SelectionSet)
                ? plain
                : null;
    }

    /// <summary>The fields that a selection means for objects of a type; remembered.</summary>
    public ImmutableArray<SelectedField> Selected(
        IGraphType type, GraphQLSelectionSet selections, Func<GraphQLField, FieldType> define)
    {
        if (!_selected.TryGetValue((type, selections), out var fields))
        {
            fields = [.. selections.Selections.Cast<GraphQLField>()
                .Select(field => new SelectedField(field, define(field)))];
            _selected.TryAdd((type, selections), fields);
        }
        return fields;
    }

    private bool Enter(IGraphType parent, GraphQLSelectionSet? selections)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var selection in selections?.Selections ?? [])
        {
            if (selection is not GraphQLField { Directives: null or { Count: 0 } } field
                || !names.Add((field.Alias?.Name ?? field.Name).StringValue)
                || !Enter(parent, field))
                return false;
        }
        return true;
    }

    private bool Enter(IGraphType parent, GraphQLField field)
    {
        if (field.Name.Value == "__typename") return true;
        if ((parent as IComplexGraphType)?.Fields.Find(field.Name.Value) is not { } definition) return false;
        if (field.Arguments is { Count: > 0 }) _withArguments.Add(new(field, definition));
        return Enter(definition.ResolvedType!.GetNamedType(), field.SelectionSet);
    }
}
