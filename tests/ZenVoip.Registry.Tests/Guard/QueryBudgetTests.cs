using System.Diagnostics;
using System.Text;
using GraphQLParser;
using Microsoft.Extensions.Options;
using ZenVoip.Registry.Server.Guard;
using ZenVoip.Registry.Tests.Http;

namespace ZenVoip.Registry.Tests.Guard;

public sealed class QueryBudgetTests
{
    private static readonly QueryBudget Budget = new(Options.Create(new QueryBudgetOptions()));

    [Theory]
    [InlineData("QUERY_TOO_LONG", 8_192, "{ a }", " ", "")]
    [InlineData("QUERY_TOO_DEEP", 12, "", "{a", "")]
    [InlineData("TOO_MANY_FIELDS", 500, "{", "a ", "}")]
    [InlineData("TOO_MANY_ALIASES", 30, "{", "x:a ", "}")]
    [InlineData("TOO_MANY_DIRECTIVES", 8, "{ b { a ", "@c ", "} }")]
    [InlineData("TOO_MANY_ROOT_FIELDS", 20, "{", "a ", "}")]
    [InlineData("TOO_MANY_DEFINITIONS", 20, "", "fragment F on T { a } ", "")]
    public void Each_limit_has_its_code(string code, int limit, string before, string repeated, string after)
    {
        string Text(int times) => code switch
        {
            "QUERY_TOO_LONG" => before + new string(' ', times - before.Length),
            "QUERY_TOO_DEEP" => string.Concat(Enumerable.Repeat(repeated, times)) + new string('}', times),
            "TOO_MANY_FIELDS" => $"{{ root {{ {Different(repeated.Trim(), times - 1)} }} }}",
            "TOO_MANY_ALIASES" => $"{{ root {{ {string.Concat(Enumerable.Repeat(repeated, times))} }} }}",
            _ => before + string.Concat(Enumerable.Repeat(repeated, times)) + after,
        };

        Assert.Null(Refusal(Text(limit)));
        Assert.Equal(code, Refusal(Text(limit + 1)));
    }

    [Fact]
    public void Only_the_fields_of_operations_are_root_fields() => Assert.Null(Refusal(
        $"{{ a {{ ...F }} }} fragment F on T {{ {Different("b", 21)} }}"));

    [Theory]
    [InlineData("{ q { BOTH } }")]
    [InlineData("{ q { LEFT } q { RIGHT } }")]
    [InlineData("{ q { ...L } q { ... on T { RIGHT } } } fragment L on T { LEFT }")]
    [InlineData("{ q } fragment F on T { q { LEFT } ... { q { RIGHT } } }")]
    [InlineData("mutation { q { r { LEFT } } ... on M { q { r { ...R } } } } fragment R on T { x: b RIGHT }")]
    public void One_name_is_not_asked_for_again_and_again(string query)
    {
        string Text(int times) => query
            .Replace("BOTH", Repeated(times), StringComparison.Ordinal)
            .Replace("LEFT", Repeated(times / 2), StringComparison.Ordinal)
            .Replace("RIGHT", Repeated(times - (times / 2)), StringComparison.Ordinal);

        Assert.Null(Refusal(Text(30)));
        Assert.Equal("TOO_MANY_FIELDS", Refusal(Text(31)));
    }

    [Fact]
    public async Task What_validation_would_compare_each_with_each_is_refused_at_once()
    {
        await using var tiny = await TinyServer.Start();
        var repeated = string.Concat(Enumerable.Range(1, 498).Select(i => $"page(first:{i})"));
        var clock = Stopwatch.StartNew();

        var reply = await tiny.Query($"{{thing{{{repeated}}}}}", "application/graphql-response+json");

        Assert.Equal((400, "TOO_MANY_FIELDS"), (reply.Status, reply.Code));
        Assert.InRange(clock.ElapsedMilliseconds, 0, 500);
    }

    [Fact]
    public void Text_is_measured_in_bytes()
    {
        Assert.Null(Refusal($"{{ a }} #{new string('x', 8_000)}"));
        Assert.Equal("QUERY_TOO_LONG", Refusal($"{{ a }} #{new string('ü', 4_500)}"));
    }

    [Fact]
    public void Doubling_fragments_are_refused_at_once()
    {
        var attack = Doubling(levels: 18);
        // Other tests take the processor away now and then: what grows without bound is slow each time.
        var fastest = Enumerable.Range(0, 10).Min(_ =>
        {
            var clock = Stopwatch.StartNew();
            Assert.Equal("TOO_MANY_FIELDS", Refusal(attack));
            return clock.Elapsed.TotalMilliseconds;
        });

        Assert.InRange(fastest, 0, 10);
    }

    [Fact]
    public async Task Doubling_fragments_are_refused_over_HTTP_whatever_variables_they_bring()
    {
        await using var tiny = await TinyServer.Start();

        var reply = await tiny.Query(Doubling(levels: 18), "application/graphql-response+json");

        Assert.Equal((400, "TOO_MANY_FIELDS"), (reply.Status, reply.Code));
    }

    [Fact]
    public async Task A_parser_that_runs_too_deep_is_the_callers_fault()
    {
        await using var tiny = await TinyServer.Start();

        var brackets = new string('[', 4_000);

        var reply = await tiny.Query($"{{ thing(name: {brackets} }}", "application/graphql-response+json");

        Assert.Equal((400, "QUERY_TOO_DEEP"), (reply.Status, reply.Code));
    }

    [Fact]
    public async Task The_usual_introspection_query_passes_and_a_circular_one_does_not()
    {
        await using var tiny = await TinyServer.Start();
        var usual = GraphQL.IntrospectionQuery();
        const string circular = "{ __schema { types { fields { type { fields { type { fields { name } } } } } } } }";

        Assert.False((await tiny.Query(usual)).HasErrors);
        Assert.Equal("QUERY_TOO_DEEP", (await tiny.Query(circular)).Code);
    }

    [Fact]
    public void A_cycle_of_fragments_ends() => Assert.Null(Refusal(
        "{ ...A } fragment A on T { a ...B } fragment B on T { b ...A ...B }"));

    [Theory]
    [InlineData("{ ...A } fragment A on T { a { ...A } b { ...A } }")]
    [InlineData("{ ...A } fragment A on T { a { ...B ...A } } fragment B on T { b { ...A ...B } }")]
    public void A_cycle_of_fragments_through_fields_ends_too(string query) =>
        Assert.Equal("TOO_MANY_FIELDS", Refusal(query));

    [Fact]
    public void A_fragment_that_nobody_uses_is_measured_too() => Assert.Equal(
        "TOO_MANY_FIELDS",
        Refusal($"{{ a }} fragment F on T {{ b {{ {string.Concat(Enumerable.Repeat("a ", 600))} }} }}"));

    private static string Different(string name, int times) =>
        string.Join(' ', Enumerable.Range(0, times).Select(i => $"{name}{i}"));

    private static string Repeated(int times) => string.Join(' ', Enumerable.Repeat("a", times));

    private static string Doubling(int levels)
    {
        StringBuilder text = new("{ ...F0 }");
        for (var i = 0; i < levels; i++) text.Append($" fragment F{i} on TinyQuery {{ ...F{i + 1} ...F{i + 1} }}");
        return text.Append($" fragment F{levels} on TinyQuery {{ hello }}").ToString();
    }

    private static string? Refusal(string text)
    {
        try
        {
            Budget.CheckText(text);
            Budget.Check(Parser.Parse(text));
            return null;
        }
        catch (GraphFault fault)
        {
            return fault.Code;
        }
    }

    private static class GraphQL
    {
        private const string TypeRef =
            "kind name ofType { kind name ofType { kind name ofType { kind name ofType { kind name ofType { kind name "
            + "ofType { kind name ofType { kind name ofType { kind name ofType { kind name } } } } } } } } }";

        /// <summary>As graphql-js 16 writes it, with nine levels of ofType.</summary>
        public static string IntrospectionQuery() => $$"""
            query IntrospectionQuery { __schema { queryType { name } mutationType { name }
              subscriptionType { name } types { ...FullType }
              directives { name description locations args { ...InputValue } } } }
            fragment FullType on __Type { kind name description
              fields(includeDeprecated: true) { name description args { ...InputValue } type { ...TypeRef }
                isDeprecated deprecationReason }
              inputFields { ...InputValue } interfaces { ...TypeRef }
              enumValues(includeDeprecated: true) { name description isDeprecated deprecationReason }
              possibleTypes { ...TypeRef } }
            fragment InputValue on __InputValue { name description type { ...TypeRef } defaultValue }
            fragment TypeRef on __Type { {{TypeRef}} }
            """;
    }
}
