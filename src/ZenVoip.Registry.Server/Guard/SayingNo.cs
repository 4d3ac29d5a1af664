using System.Collections.Frozen;
using System.Security.Claims;
using GraphQL.Types;
using GraphQLParser;
using GraphQLParser.AST;

namespace ZenVoip.Registry.Server.Guard;

/// <summary>
/// Tells, before anything costly is done with a query, whether it may be one that no limit on calls stops: of root
/// fields by which a no is said, whatever they say this time, and which the caller may run.
/// </summary>
internal sealed class SayingNo
{
    private readonly FrozenDictionary<string, IReadOnlyList<IReadOnlyList<string>>> _fields;

    public SayingNo(ISchema schema)
    {
        schema.Initialize();
        _fields = (schema.Mutation?.Fields ?? []).Where(NeverLimitedAttribute.IsOn)
            .ToFrozenDictionary(field => field.Name, field => FieldGuards.Of(schema.Mutation!, field) ?? [[]]);
    }

    /// <summary>By the look of the text: false is certain.</summary>
    public bool MayBe(string text)
    {
        foreach (var field in _fields.Keys)
        {
            if (text.Contains(field, StringComparison.Ordinal)) return true;
        }
        return false;
    }

    /// <summary>By the names of the operation's root fields, whatever else is wrong with it.</summary>
    public bool MayBe(GraphQLDocument document, string? operationName, ClaimsPrincipal caller)
    {
        var meant = document.Definitions.OfType<GraphQLOperationDefinition>()
            .Where(operation => string.IsNullOrEmpty(operationName) || operation.Name?.StringValue == operationName)
            .ToList();
        return meant is [{ Operation: OperationType.Mutation } only]
            && IsOnlyNoes(document, only.SelectionSet, caller, new(StringComparer.Ordinal));
    }

    private bool IsOnlyNoes(
        GraphQLDocument document, GraphQLSelectionSet selections, ClaimsPrincipal caller, HashSet<string> entered) =>
        selections.Selections.TrueForAll(selection => selection switch
        {
            GraphQLField field => field.Name.Value == "__typename"
                || (_fields.TryGetValue(field.Name.StringValue, out var guards) && guards.All(caller.HasAnyScope)),
            GraphQLInlineFragment inline => IsOnlyNoes(document, inline.SelectionSet, caller, entered),
            GraphQLFragmentSpread spread => !entered.Add(spread.FragmentName.Name.StringValue)
                || document.FindFragmentDefinition(spread.FragmentName.Name) is not { } found
                || IsOnlyNoes(document, found.SelectionSet, caller, entered),
            _ => false,
        });
}
