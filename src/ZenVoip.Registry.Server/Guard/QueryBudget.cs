using System.Text;
using GraphQL;
using GraphQLParser.AST;
using Microsoft.Extensions.Options;

namespace ZenVoip.Registry.Server.Guard;

/// <summary>Refuses queries that are too large, before they are validated or run.</summary>
internal sealed class QueryBudget(IOptions<QueryBudgetOptions> options)
{
    private readonly QueryBudgetOptions _limits = options.Value;

    /// <exception cref="GraphFault">QUERY_TOO_LONG.</exception>
    public void CheckText(string text)
    {
        // A character takes at least one byte and at most three.
        if (text.Length * 3L <= _limits.TextBytes) return;
        if (text.Length > _limits.TextBytes || Encoding.UTF8.GetByteCount(text) > _limits.TextBytes)
            throw Over(ErrorCodes.QueryTooLong, "bytes of text", _limits.TextBytes);
    }

    /// <exception cref="GraphFault">The code of the first limit that is exceeded.</exception>
    public void Check(GraphQLDocument document)
    {
        Check(document.Definitions.Count, _limits.Definitions, ErrorCodes.TooManyDefinitions, "definitions");
        var size = QueryMeasure.Of(document);
        Check(size.Depth, _limits.Depth, ErrorCodes.QueryTooDeep, "levels");
        Check(size.Fields, _limits.Fields, ErrorCodes.TooManyFields, "fields");
        Check(size.Aliases, _limits.Aliases, ErrorCodes.TooManyAliases, "aliases");
        Check(size.Directives, _limits.Directives, ErrorCodes.TooManyDirectives, "directives");
        Check(size.RootFields, _limits.RootFields, ErrorCodes.TooManyRootFields, "root fields");
        if (new QueryRepeats(document, _limits.Fields).AreTooMany())
            throw Over(ErrorCodes.TooManyFields, "fields of one name in one place", QueryRepeats.Max);
    }

    /// <returns>QUERY_TOO_COSTLY; null: it is within the limit.</returns>
    public GraphFault? Excess(QueryCost cost, Inputs? variables) => cost.With(variables) > _limits.Cost
        ? Over(ErrorCodes.QueryTooCostly, "items to answer with", _limits.Cost)
        : null;

    private static void Check(long count, int limit, string code, string what)
    {
        if (count > limit) throw Over(code, what, limit);
    }

    private static GraphFault Over(string code, string what, int limit) =>
        new(code, $"The query has more than {limit} {what}.");
}
