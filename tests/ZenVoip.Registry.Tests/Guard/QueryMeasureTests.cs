using CsCheck;
using GraphQLParser;
using ZenVoip.Registry.Server.Guard;

namespace ZenVoip.Registry.Tests.Guard;

/// <summary>The linear measure equals a naive expansion of every fragment.</summary>
public sealed class QueryMeasureTests
{
    private const int Fragments = 4;

    /// <summary>A selection of a document: fragment n may only spread those after it, so there is no cycle.</summary>
    private sealed record Node(Kind Kind, bool Alias, int Directives, int Target, Node[] Children);

    private enum Kind
    {
        Field,
        Inline,
        Spread,
    }

    private static readonly Gen<Document> Documents = Gen.Select(
        Sets(from: 0).Array[1, 3],
        Gen.Select(Sets(1), Sets(2), Sets(3), Sets(4), (a, b, c, d) => new[] { a, b, c, d }),
        (operations, fragments) => new Document(operations, fragments));

    [Fact]
    public void The_measure_equals_the_naive_expansion() => Documents.Sample(document =>
    {
        Assert.Equal(document.Expanded(), QueryMeasure.Of(Parser.Parse(document.ToString())));
    }, iter: 2_000);

    private static Gen<Node[]> Sets(int from, int depth = 3) => Gen.Select(
        Gen.Enum<Kind>(), Gen.Bool, Gen.Int[0, 2], Gen.Int[from, Fragments],
        depth == 0 ? Gen.Const(Array.Empty<Node>()) : Gen.OneOf(Gen.Const(Array.Empty<Node>()), Sets(from, depth - 1)),
        (kind, alias, directives, target, children) => (kind, children.Length, target) switch
        {
            (Kind.Spread, _, < Fragments) => new Node(Kind.Spread, false, directives, target, []),
            (Kind.Inline, > 0, _) => new Node(Kind.Inline, false, directives, 0, children),
            _ => new Node(Kind.Field, alias, directives, 0, children),
        }).Array[1, 3];

    private sealed record Document(Node[][] Operations, Node[][] FragmentSets)
    {
        public QuerySize Expanded() => FragmentSets
            // Only the fields of operations are root fields.
            .Select(set => Size(Expand(set)) with { RootFields = 0 })
            .Append(Operations.Select(set => Size(Expand(set))).Aggregate((a, b) => a + b))
            .Aggregate(QuerySize.Larger);

        public override string ToString() => string.Join(' ', [
            .. Operations.Select((set, i) => $"query Q{i} {Text(set)}"),
            .. FragmentSets.Select((set, i) => $"fragment F{i} on T {Text(set)}"),
        ]);

        /// <summary>Puts the fragment's selections in place of every spread.</summary>
        private Node[] Expand(Node[] set) => [.. set.Select(node => node.Kind is Kind.Spread
            ? node with { Children = Expand(FragmentSets[node.Target]) }
            : node with { Children = Expand(node.Children) })];

        private static QuerySize Size(Node[] set) => new(
            All(set).Count(node => node.Kind is Kind.Field),
            Depth(set),
            All(set).Count(node => node.Alias),
            All(set).Sum(node => node.Directives),
            Roots(set));

        private static IEnumerable<Node> All(Node[] set) => set.Concat(set.SelectMany(node => All(node.Children)));

        private static int Depth(Node[] set) =>
            set.Select(node => Depth(node.Children) + (node.Kind is Kind.Field ? 1 : 0)).DefaultIfEmpty().Max();

        private static int Roots(Node[] set) =>
            set.Sum(node => node.Kind is Kind.Field ? 1 : Roots(node.Children));

        private static string Text(Node[] set) => $"{{ {string.Join(' ', set.Select(Text))} }}";

        private static string Text(Node node)
        {
            var directives = string.Concat(Enumerable.Repeat(" @d", node.Directives));
            var below = node.Children is [] ? "" : $" {Text(node.Children)}";
            return node.Kind switch
            {
                Kind.Spread => $"...F{node.Target}{directives}",
                Kind.Inline => $"... on T{directives}{below}",
                _ => $"{(node.Alias ? "x: " : "")}a{directives}{below}",
            };
        }
    }
}
