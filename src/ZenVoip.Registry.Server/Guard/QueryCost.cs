using System.Collections;
using System.Collections.Immutable;
using System.Globalization;
using GraphQL;
using GraphQL.Types;
using GraphQLParser;
using GraphQLParser.AST;

namespace ZenVoip.Registry.Server.Guard;

/// <summary>How many items an operation asks for: pages within pages multiply.</summary>
/// <remarks>
/// What needs to be looked at is found when the document is admitted; its numbers may stand in the variables of each
/// request.
/// </remarks>
internal sealed class QueryCost
{
    /// <summary>No page is larger: one that asks for more is refused by its field.</summary>
    public const int LargestPage = 100;

    /// <summary>A document that is made, or signed, at each reading is as much work as so many items.</summary>
    public const int Document = 100;

    private readonly ISchema _schema;
    private readonly GraphQLDocument _document;
    private readonly GraphQLOperationDefinition _operation;
    private readonly ImmutableArray<Sized> _sized;

    private QueryCost(ISchema schema, GraphQLDocument document, GraphQLOperationDefinition operation)
    {
        (_schema, _document, _operation) = (schema, document, operation);
        _sized = [.. Enter(schema.RootOf(operation.Operation), operation.SelectionSet)];
    }

    /// <summary>What the field answers with has a size, or is much work.</summary>
    public static bool IsPriced(FieldType field) =>
        CostsAttribute.On(field) is not null || SizedByAttribute.On(field) is not null;

    /// <summary>Null: nothing in the operation has a size.</summary>
    public static QueryCost? Of(ISchema schema, GraphQLDocument document, GraphQLOperationDefinition operation)
    {
        var cost = new QueryCost(schema, document, operation);
        return cost._sized.IsEmpty ? null : cost;
    }

    public long With(Inputs? variables) => Sum(_sized, variables);

    private long Sum(ImmutableArray<Sized> all, Inputs? variables)
    {
        var sum = 0L;
        foreach (var one in all)
        {
            var each = 1 + Sum(one.Below, variables);
            sum = Math.Min(sum + (Size(one, variables) * each), QuerySize.Ceiling);
        }
        return sum;
    }

    /// <summary>Of a document that is valid and within its budget: a fragment may be entered each time.</summary>
    private IEnumerable<Sized> Enter(IGraphType? parent, GraphQLSelectionSet? selections) =>
        (selections?.Selections ?? []).SelectMany(selection => selection switch
        {
            GraphQLField field => Enter((parent as IComplexGraphType)?.Fields.Find(field.Name.Value), field),
            GraphQLInlineFragment inline => Enter(_schema.TypeOf(inline.TypeCondition) ?? parent, inline.SelectionSet),
            GraphQLFragmentSpread spread when _document.FindFragmentDefinition(spread.FragmentName.Name) is { } found =>
                Enter(_schema.TypeOf(found.TypeCondition), found.SelectionSet),
            _ => [],
        });

    private IEnumerable<Sized> Enter(FieldType? definition, GraphQLField field)
    {
        if (definition is null) return [];
        var below = Enter(definition.ResolvedType!.GetNamedType(), field.SelectionSet);
        if (CostsAttribute.On(definition) is { } items)
            return [new(Given: null, [definition.Name], items, [.. below])];
        if (SizedByAttribute.On(definition) is not { } path) return below;
        var given = field.Arguments?.Items.Find(argument => argument.Name.Value == path[0])?.Value;
        return [new(given, path, DefaultOf(definition, path[0]), [.. below])];
    }

    private static long DefaultOf(FieldType definition, string argument) =>
        definition.Arguments?.Find(argument)?.DefaultValue is int size ? size : 1;

    private long Size(Sized one, Inputs? variables) => Found(one.Given, one.Path.AsSpan(1), variables) switch
    {
        int first => Math.Clamp(first, 0, LargestPage),
        ICollection list => list.Count,
        null => one.Default,
        _ => 1,
    };

    /// <summary>A number or a list; null: it is not given.</summary>
    private object? Found(GraphQLValue? given, ReadOnlySpan<string> path, Inputs? variables) => given switch
    {
        GraphQLVariable variable when variables?.TryGetValue(variable.Name.StringValue, out var value) is true =>
            Found(value, path),
        GraphQLVariable variable => Found(DefaultOf(variable), path, variables),
        GraphQLObjectValue fields when !path.IsEmpty => Found(ValueOf(fields, path[0]), path[1..], variables),
        GraphQLListValue list => list.Values ?? [],
        GraphQLIntValue number => int.TryParse(number.Value.Span, CultureInfo.InvariantCulture, out var size)
            ? size
            : LargestPage,
        null or GraphQLNullValue => null,
        _ => given,
    };

    private static object? Found(object? value, ReadOnlySpan<string> path)
    {
        foreach (var step in path)
            value = value is IDictionary<string, object?> all && all.TryGetValue(step, out var inner) ? inner : null;
        return value;
    }

    private static GraphQLValue? ValueOf(GraphQLObjectValue value, string name) =>
        value.Fields?.Find(field => field.Name.Value == name)?.Value;

    private GraphQLValue? DefaultOf(GraphQLVariable variable) => _operation.Variables?.Items
        .Find(declared => declared.Variable.Name.Value == variable.Name.Value)?.DefaultValue;

    /// <param name="Given">The argument as it is written; null: it is left out.</param>
    /// <param name="Path">Down to what tells the size, the argument's own name first.</param>
    /// <param name="Default">The size where nothing is given.</param>
    private sealed record Sized(GraphQLValue? Given, string[] Path, long Default, ImmutableArray<Sized> Below);
}
