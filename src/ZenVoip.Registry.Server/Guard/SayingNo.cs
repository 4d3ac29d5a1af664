using GraphQL.Types;
using GraphQLParser;
using GraphQLParser.AST;

namespace ZenVoip.Registry.Server.Guard;

/// <summary>
/// Tells, before anything costly is done with a query, whether it may be one that no limit on calls stops.
/// </summary>
internal sealed class SayingNo
{
    private readonly HashSet<string> _fields;

    public SayingNo(ISchema schema)
    {
        schema.Initialize();
        _fields = [.. (schema.Mutation?.Fields ?? []).Where(NeverLimitedAttribute.IsOn).Select(field => field.Name)];
    }

    /// <summary>By the look of the text: false is certain.</summary>
    public bool MayBe(string text)
    {
        foreach (var field in _fields)
        {
            if (text.Contains(field, StringComparison.Ordinal)) return true;
        }
        return false;
    }

    /// <summary>By the names of the operation's root fields, whatever else is wrong with it.</summary>
    public bool MayBe(GraphQLDocument document, string? operationName)
    {
        var meant = document.Definitions.OfType<GraphQLOperationDefinition>()
            .Where(operation => string.IsNullOrEmpty(operationName) || operation.Name?.StringValue == operationName)
            .ToList();
        return meant is [{ Operation: OperationType.Mutation } only]
            && IsOnlyNoes(document, only.SelectionSet, new(StringComparer.Ordinal));
    }

    private bool IsOnlyNoes(GraphQLDocument document, GraphQLSelectionSet selections, HashSet<string> entered) =>
        selections.Selections.TrueForAll(selection => selection switch
        {
            GraphQLField field => field.Name.Value == "__typename" || _fields.Contains(field.Name.StringValue),
            GraphQLInlineFragment inline => IsOnlyNoes(document, inline.SelectionSet, entered),
            GraphQLFragmentSpread spread => !entered.Add(spread.FragmentName.Name.StringValue)
                || document.FindFragmentDefinition(spread.FragmentName.Name) is not { } found
                || IsOnlyNoes(document, found.SelectionSet, entered),
            _ => false,
        });
}
