using GraphQL;
using GraphQL.SystemTextJson;
using GraphQL.Types;
using GraphQLParser;
using GraphQLParser.AST;
using ZenVoip.Registry.Server.Guard;
using ZenVoip.Registry.Tests.Api;
using ZenVoip.Registry.Tests.Http;

namespace ZenVoip.Registry.Tests.Guard;

public sealed class QueryCostTests
{
    private const string People = "[{ id: \"a\" }, { id: \"b\" }, { id: \"c\" }]";

    [Theory]
    [InlineData("{ rulebook { version } }", null)]
    [InlineData("{ subjects { nodes { id } } }", 20)]
    [InlineData("{ subjects(first: null) { nodes { id } } }", 20)]
    [InlineData("{ subjects(first: 7) { nodes { id } } }", 7)]
    [InlineData("{ subjects(first: 7) { nodes { id journal(first: 10) { nodes { version: sequence } } } } }", 77)]
    [InlineData("{ subjects(first: 7) { nodes { ...J } edges { node { ...J } } } } "
        + "fragment J on Subject { ... { journal(first: 10) { nodes { sequence } } } }", 147)]
    [InlineData("{ a: subjects(first: 7) { nodes { id } } b: changes { nodes { at } } }", 57)]
    [InlineData("{ subjects(first: 9999999999) { nodes { id } } }", 100)]
    [InlineData("{ subjects(first: -1) { nodes { id } } }", 0)]
    [InlineData($"{{ decideMany(input: {{ purpose: \"a\", subjects: {People} }}) {{ outcome }} }}", 3)]
    [InlineData("{ decideMany(input: { purpose: \"a\", subjects: { id: \"a\" } }) { outcome } }", 1)]
    [InlineData("{ decide(input: { purpose: \"a\", subject: { id: \"a\" } }) { outcome } }", null)]
    [InlineData("{ rightsRequests(first: 100) { nodes { a: export b: exportPage } } }", 20_100)]
    [InlineData("{ subject(ref: { id: \"a\" }) { certificates { id } } }", 100)]
    [InlineData("mutation { recordConsents(input: { items: [{}, {}] }) { "
        + "subject { journal(first: 9) { nodes { at } } } } }", 20)]
    public void Pages_within_pages_multiply(string query, int? cost) => Assert.Equal(cost, CostOf(query));

    [Theory]
    [InlineData("query Q($n: Int) { subjects(first: $n) { nodes { id } } }", """{ "n": 9 }""", 9)]
    [InlineData("query Q($n: Int) { subjects(first: $n) { nodes { id } } }", """{ "n": null }""", 20)]
    [InlineData("query Q($n: Int) { subjects(first: $n) { nodes { id } } }", "{}", 20)]
    [InlineData("query Q($n: Int = 8) { subjects(first: $n) { nodes { id } } }", "{}", 8)]
    [InlineData("query Q($n: Int = 8) { subjects(first: $n) { nodes { id } } }", """{ "n": "x" }""", 1)]
    [InlineData("query Q($i: DecideManyInput!) { decideMany(input: $i) { outcome } }",
        """{ "i": { "subjects": [{ "id": "a" }, { "id": "b" }] } }""", 2)]
    [InlineData("query Q($s: [SubjectRef!]!) { a: decideMany(input: { purpose: \"a\", subjects: $s }) { outcome } "
        + "b: decideMany(input: { purpose: \"b\", subjects: $s }) { outcome } }", """{ "s": [{ "id": "a" }] }""", 2)]
    public void Numbers_and_lists_are_taken_from_variables(string query, string variables, int cost) =>
        Assert.Equal(cost, CostOf(query, variables));

    [Theory]
    [InlineData("mutation { sayNoTo { page(first: 9) { page(first: 11) { name } } } }", true)]
    [InlineData("mutation { a: sayNoTo { page(first: 99) { name } } b: sayNoTo { page(first: 99) { name } } }", true)]
    [InlineData("mutation { sayNoTo { page(first: 9) { page(first: 10) { name } } } }", false)]
    public async Task A_no_is_taken_and_only_what_is_read_with_it_costs_too_much(string query, bool tooMuch)
    {
        await using var tiny = await TinyServer.Start([("Registry:QueryBudget:Cost", "100")]);

        for (var i = 0; i < 2; i++)
        {
            var reply = await tiny.Query(query, "application/graphql-response+json");

            Assert.Equal(200, reply.Status);
            Assert.Equal(tooMuch, reply.HasErrors);
            if (tooMuch) Assert.Equal("QUERY_TOO_COSTLY", reply.Code);
        }

        Assert.InRange(tiny.Noes, 2, 4);
    }

    [Fact]
    public async Task What_asks_for_too_much_is_refused()
    {
        await using var tiny = await TinyServer.Start([("Registry:QueryBudget:Cost", "100")]);

        Assert.Equal(200, (await tiny.Query("{ page(first: 9) { page(first: 10) { name } } }")).Status);
        var reply = await tiny.Query(
            "{ page(first: 9) { page(first: 11) { name } } }", "application/graphql-response+json");

        Assert.Equal(
            (400, "QUERY_TOO_COSTLY", "The query has more than 100 items to answer with."),
            (reply.Status, reply.Code, reply.Message));
    }

    [Fact]
    public void Every_list_of_people_that_is_asked_about_counts() => Assert.Empty(
        RegistrySchema.Built.Query!.Fields
            .Where(field => field.ResolvedType is NonNullGraphType { ResolvedType: ListGraphType })
            // What takes no argument is as long as it is: there are at most 200 holder systems.
            .Where(field => field.Arguments is { Count: > 0 } && SizedByAttribute.On(field) is null)
            .Select(field => field.Name));

    private static long? CostOf(string query, string? variables = null)
    {
        var document = Parser.Parse(query);
        var operation = document.Definitions.OfType<GraphQLOperationDefinition>().Single();
        var given = variables is null ? null : new GraphQLSerializer().Deserialize<Inputs>(variables);
        return QueryCost.Of(RegistrySchema.Built, document, operation)?.With(given);
    }
}
