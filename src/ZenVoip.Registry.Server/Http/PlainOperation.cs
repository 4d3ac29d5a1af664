using System.Collections.Immutable;
using System.Text.Encodings.Web;
using System.Text.Json;
using GraphQL;
using GraphQL.Types;
using GraphQLParser.AST;

namespace ZenVoip.Registry.Server.Http;

/// <summary>
/// A query of fields only, as services send them: no fragment, no directive, no name twice, no optional variable; and
/// below its root fields nothing that has to be waited for. What the engine finds out about it on every request is
/// found once.
/// </summary>
internal sealed class PlainOperation
{
    private PlainOperation(
        GraphQLDocument document,
        GraphQLOperationDefinition definition,
        PlainVariables variables,
        ImmutableArray<PlainField> roots)
    {
        Document = document;
        Definition = definition;
        Variables = variables;
        Roots = roots;
    }

    public GraphQLDocument Document { get; }

    public GraphQLOperationDefinition Definition { get; }

    public PlainVariables Variables { get; }

    public ImmutableArray<PlainField> Roots { get; }

    /// <summary>Null: the operation is not plain.</summary>
    public static PlainOperation? Of(
        ISchema schema, GraphQLDocument document, GraphQLOperationDefinition definition) =>
        definition is { Operation: OperationType.Query, Directives: null or { Count: 0 } }
        && PlainVariables.Of(schema, definition) is { } variables
        && FieldsOf(schema.Query!, definition.SelectionSet, depth: 0) is { } roots
            ? new(document, definition, variables, roots)
            : null;

    private static ImmutableArray<PlainField>? FieldsOf(
        IObjectGraphType parent, GraphQLSelectionSet? selections, int depth)
    {
        var fields = ImmutableArray.CreateBuilder<PlainField>();
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var selection in selections?.Selections ?? [])
        {
            if (selection is not GraphQLField { Directives: null or { Count: 0 } } field
                || !names.Add((field.Alias?.Name ?? field.Name).StringValue)
                || FieldOf(parent, field, depth) is not { } plain)
                return null;
            fields.Add(plain);
        }

        return fields.ToImmutable();
    }

    private static PlainField? FieldOf(IObjectGraphType parent, GraphQLField field, int depth)
    {
        var name = (field.Alias?.Name ?? field.Name).StringValue;
        var written = JsonEncodedText.Encode(name, JavaScriptEncoder.UnsafeRelaxedJsonEscaping);
        if (field.Name.Value == "__typename")
            return new(name, written, field, Definition: null, Selection: null);
        if (parent.Fields.Find(field.Name.Value) is not { } definition
            || (depth > 0 && !PlainMembers.IsAtHand(parent, definition)))
            return null;
        return definition.ResolvedType!.GetNamedType() switch
        {
            ScalarGraphType => new(name, written, field, definition, Selection: null),
            IObjectGraphType type when FieldsOf(type, field.SelectionSet, depth + 1) is { } fields =>
                new(name, written, field, definition, new PlainSelection(type, fields, depth + 1)),
            _ => null,
        };
    }
}

/// <summary>A field of a plain operation.</summary>
/// <param name="Name">By which the answer names it.</param>
/// <param name="Written">The same, encoded.</param>
/// <param name="Definition">Null: it is <c>__typename</c>.</param>
/// <param name="Selection">Null: a leaf.</param>
internal sealed record PlainField(
    string Name, JsonEncodedText Written, GraphQLField Ast, FieldType? Definition, PlainSelection? Selection);

/// <summary>What is asked of the objects of a type.</summary>
/// <param name="Depth">1: of what root fields answer.</param>
internal sealed record PlainSelection(IObjectGraphType Type, ImmutableArray<PlainField> Fields, int Depth);
