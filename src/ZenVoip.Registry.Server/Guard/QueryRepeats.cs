using GraphQLParser.AST;

namespace ZenVoip.Registry.Server.Guard;

/// <summary>
/// How often a document asks for one name in one place, fragments expanded: validation compares each with each, also
/// below parents that are asked for more than once.
/// </summary>
/// <param name="limit">So many fields are looked at; only fragments in a circle have more, which never end.</param>
internal sealed class QueryRepeats(GraphQLDocument document, int limit)
{
    /// <summary>Fields of one name in one place; no query needs as many.</summary>
    public const int Max = 30;

    private readonly ILookup<string, GraphQLSelectionSet> _fragments = document.Definitions
        .OfType<GraphQLFragmentDefinition>()
        .ToLookup(one => one.FragmentName.Name.StringValue, one => one.SelectionSet, StringComparer.Ordinal);

    private int _seen;

    /// <summary>Of every operation and fragment, used or not: all are validated.</summary>
    public bool AreTooMany() =>
        document.Definitions.Any(one => one is IHasSelectionSetNode { SelectionSet: { } set } && AreTooMany([set]));

    private bool AreTooMany(IEnumerable<GraphQLSelectionSet> root)
    {
        _seen = 0;
        return AreTooManyIn(root);
    }

    /// <param name="sets">Of one place.</param>
    private bool AreTooManyIn(IEnumerable<GraphQLSelectionSet> sets)
    {
        var names = new Dictionary<string, List<GraphQLField>>(StringComparer.Ordinal);
        var spread = new HashSet<string>(StringComparer.Ordinal);
        foreach (var set in sets) Collect(set, names, spread);
        _seen += names.Values.Sum(fields => fields.Count);
        return _seen > limit || names.Values.Any(fields => fields.Count > Max
            || AreTooManyIn(fields.Select(field => field.SelectionSet).OfType<GraphQLSelectionSet>()));
    }

    private void Collect(
        GraphQLSelectionSet set, Dictionary<string, List<GraphQLField>> names, HashSet<string> spread)
    {
        foreach (var selection in set.Selections)
        {
            switch (selection)
            {
                case GraphQLField field:
                    var name = (field.Alias?.Name ?? field.Name).StringValue;
                    if (!names.TryGetValue(name, out var same)) names[name] = same = [];
                    same.Add(field);
                    break;
                case GraphQLInlineFragment inline:
                    Collect(inline.SelectionSet, names, spread);
                    break;
                case GraphQLFragmentSpread { FragmentName.Name.StringValue: var fragment } when spread.Add(fragment):
                    foreach (var known in _fragments[fragment]) Collect(known, names, spread);
                    break;
            }
        }
    }
}
