using System.Collections.Immutable;
using GraphQL;
using GraphQL.Types;
using GraphQLParser;
using GraphQLParser.AST;

namespace ZenVoip.Registry.Server.Guard;

/// <summary>Walks one operation of a validated document with its types, each fragment once.</summary>
internal sealed class AccessWalk
{
    private readonly ISchema _schema;
    private readonly GraphQLDocument _document;
    private readonly HashSet<string> _seenFragments = new(StringComparer.Ordinal);
    private readonly HashSet<string> _seenScopes = new(StringComparer.Ordinal);
    private readonly ImmutableArray<FieldDemand>.Builder _demands = ImmutableArray.CreateBuilder<FieldDemand>();
    private readonly IComplexGraphType _root;
    private bool _introspects;
    private bool _meetsLimited;
    private bool _meetsNeverLimited;
    private string? _unguarded;

    private AccessWalk(ISchema schema, GraphQLDocument document, IComplexGraphType root) =>
        (_schema, _document, _root) = (schema, document, root);

    public static AccessDemands DemandsOf(
        ISchema schema, GraphQLDocument document, GraphQLOperationDefinition operation)
    {
        var root = schema.RootOf(operation.Operation) ?? throw NoSuchOperation(operation.Operation);
        var walk = new AccessWalk(schema, document, root);
        walk.Enter(root, operation.SelectionSet);
        return new(
            walk._demands.ToImmutable(),
            walk._introspects,
            walk._unguarded,
            NeverLimited: walk is { _meetsNeverLimited: true, _meetsLimited: false, _introspects: false });
    }

    private static GraphFault NoSuchOperation(OperationType type) => new(
        ErrorCodes.Validation, $"The schema has no {(type is OperationType.Mutation ? "mutation" : "subscription")}.");

    private void Enter(IGraphType parent, GraphQLSelectionSet? selections)
    {
        foreach (var selection in selections?.Selections ?? [])
        {
            switch (selection)
            {
                case GraphQLField field:
                    Enter(parent, field);
                    break;
                case GraphQLInlineFragment fragment:
                    Enter(_schema.TypeOf(fragment.TypeCondition) ?? parent, fragment.SelectionSet);
                    break;
                case GraphQLFragmentSpread spread when _seenFragments.Add(spread.FragmentName.Name.StringValue):
                    // At most a budget's worth of definitions: no index is worth its making.
                    var found = _document.FindFragmentDefinition(spread.FragmentName.Name)!;
                    Enter(_schema.TypeOf(found.TypeCondition)!, found.SelectionSet);
                    break;
            }
        }
    }

    private void Enter(IGraphType parent, GraphQLField field)
    {
        if (field.Name.Value == "__typename") return;
        if (field.Name.Value == "__schema" || field.Name.Value == "__type")
        {
            _introspects = true;
            return;
        }
        var type = (IComplexGraphType)parent;
        var definition = type.Fields.Find(field.Name.Value)!;
        if (ReferenceEquals(type, _root)) NoteLimit(definition);
        Demand(type, definition);
        if (definition.ResolvedType!.GetNamedType() is { } next) Enter(next, field.SelectionSet);
    }

    private void NoteLimit(FieldType rootField)
    {
        var never = NeverLimitedAttribute.IsOn(rootField);
        _meetsNeverLimited |= never;
        _meetsLimited |= !never;
    }

    private void Demand(IComplexGraphType type, FieldType field)
    {
        var guards = FieldGuards.Of(type, field);
        if (guards is null) _unguarded ??= $"{type.Name}.{field.Name}";
        foreach (var anyOf in guards ?? [])
        {
            if (_seenScopes.Add(string.Join(' ', anyOf))) _demands.Add(new($"{type.Name}.{field.Name}", anyOf));
        }
    }
}
