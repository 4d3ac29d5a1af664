using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using GraphQL;
using GraphQL.Types;
using GraphQLParser;
using GraphQLParser.AST;
using Microsoft.Extensions.DependencyInjection;
using ZenVoip.Registry.Server.Http;

namespace ZenVoip.Registry.Tests.Http;

/// <summary>What runs without a walk through the document answers as the engine's own executer does.</summary>
public sealed class PlainExecutionTests
{
    private static readonly ServiceProvider Services = new ServiceCollection().AddTinySchema().BuildServiceProvider();

    private static readonly ISchema Schema = Initialized();

    private static IDocumentExecuter Engine => Services.GetRequiredService<IDocumentExecuter>();

    public static TheoryData<string, string> Plain => new()
    {
        { "{ __typename hello }", "{}" },
        { "{ a: hello b: hello }", "{}" },
        { "{ thing { name number inner { inner { name nothing } } numbers nested } }", "{}" },
        { "{ things(count: 3) { name inner { name } } a: things(count: 1) { name } }", "{}" },
        { "{ holes { name fragile } }", "{}" },
        { "{ holes { name partner { fragile } } }", "{}" },
        { "{ lost hello }", "{}" },
        { "{ thing { large ratio exact flag colour quoted key at __typename } }", "{}" },
        { "{ thing { inner { name } partner { name } } }", "{}" },
        { "{ endless secret away }", "{}" },
        { "query($name: String!) { thing(name: $name) { name } }", """{"name":"x"}""" },
        { "query($name: String!) { thing(name: $name) { name } }", "{}" },
        { "query($name: String!) { thing(name: $name) { name } }", """{"name":null}""" },
        { "query($name: String!) { thing(name: $name) { name } }", """{"name":5}""" },
        { "query($name: String! = \"d\") { thing(name: $name) { name } }", "{}" },
        { "query($points: [PointInput!]!) { sum(points: $points) }", """{"points":[{"x":1,"y":2},{"x":3,"y":4}]}""" },
        { "query($points: [PointInput!]!) { sum(points: $points) }", """{"points":{"x":1,"y":2}}""" },
        { "query($points: [PointInput!]!) { sum(points: $points) }", """{"points":[{"x":1,"z":2}]}""" },
        { "query($points: [PointInput!]!) { sum(points: $points) }", """{"points":[{"x":1,"y":2},null]}""" },
        { "query($points: [PointInput!]!) { sum(points: $points) }", """{"points":[{"x":1}]}""" },
        { "query($points: [PointInput!]!) { sum(points: $points) }", """{"points":[[1]]}""" },
        { "query($points: [PointInput!]!) { sum(points: $points) }", """{"points":"x"}""" },
        { "query($points: [PointInput!]!) { sum(points: $points) }", """{"points":[{"x":1.5,"y":2}]}""" },
        { "query($count: Int!) { things(count: $count) { name } }", """{"count":2,"more":1}""" },
        { "query($count: Int!) { things(count: $count) { name } }", """{"count":-2}""" },
        { "query($box: BoxInput!) { pack(box: $box) }", """{"box":{"size":{"x":1,"y":2}}}""" },
        { "query($box: BoxInput!) { pack(box: $box) }", """{"box":{"size":{"x":1,"y":2},"label":null}}""" },
        { "query($box: BoxInput!) { pack(box: $box) }", """{"box":{"size":null}}""" },
        { "query($box: BoxInput!) { pack(box: $box) }", """{"box":5}""" },
        { "query($one: OneInput!) { pick(one: $one) }", """{"one":{"word":"w"}}""" },
        { "query($one: OneInput!) { pick(one: $one) }", """{"one":{"word":"w","number":1}}""" },
        { "query($one: OneInput!) { pick(one: $one) }", """{"one":{"word":null}}""" },
        { "query($one: OneInput!) { pick(one: $one) }", """{"one":{}}""" },
        { "query($w: String! = \"w\") { a: pick(one: { word: $w }) }", """{"w":null}""" },
        { "query($n: Int!) { a: things(count: $n) { name } b: sum(points: [{ x: $n, y: 99999999999 }]) "
            + "c: sum(points: [{ x: 1.5, y: $n }]) }", """{"n":1}""" },
        { "query($x: Int!) { sum(points: [{ x: $x, y: 1 }]) }", """{"x":4}""" },
    };

    public static TheoryData<string> NotPlain => new(
        "{ hello hello }",
        "{ hello @skip(if: true) }",
        "{ thing { ...F } } fragment F on Thing { name }",
        "{ thing { ... on Thing { name } } }",
        "query($name: String) { thing(name: $name) { name } }",
        "{ thing { page(first: 1) { name } } }",
        "{ thing { later } }",
        "{ speakers { name __typename } }",
        "{ __schema { queryType { name } } }",
        "mutation { grant }");

    [Theory, MemberData(nameof(Plain))]
    public async Task A_plain_query_answers_as_the_engine_does(string query, string variables)
    {
        var document = Parser.Parse(query);
        var plain = PlainOperation.Of(Schema, document, Operation(document));

        Assert.NotNull(plain);
        var theirs = Written(await Engine.ExecuteAsync(Run(document, variables)));
        // The second time from what the first remembered.
        Assert.Equal(theirs, Written(await PlainExecution.Run(plain, Run(document, variables), Engine)));
        Assert.Equal(theirs, Written(await PlainExecution.Run(plain, Run(document, variables), Engine)));
    }

    [Theory, MemberData(nameof(NotPlain))]
    public void What_depends_on_more_than_its_fields_is_left_to_the_engine(string query)
    {
        var document = Parser.Parse(query);

        Assert.Null(PlainOperation.Of(Schema, document, Operation(document)));
    }

    [Theory]
    [InlineData("query($box: BoxInput!) { pack(box: $box) }", """{"box":{"size":{"x":1,"y":2},"label":null}}""", true)]
    [InlineData("query($one: OneInput!) { pick(one: $one) }", """{"one":{"word":"w"}}""", true)]
    [InlineData("query($one: OneInput!) { pick(one: $one) }", """{"one":{}}""", false)]
    public void Variables_are_read_without_the_engine_where_they_are_as_they_must_be(
        string query, string variables, bool read)
    {
        var document = Parser.Parse(query);
        var plain = PlainOperation.Of(Schema, document, Operation(document));

        Assert.Equal(read, plain!.Variables.Read(Run(document, variables).Variables) is not null);
    }

    [Fact]
    public async Task What_the_engine_has_to_report_is_not_run_twice()
    {
        var document = Parser.Parse("{ once { fragile } }");
        var plain = PlainOperation.Of(Schema, document, Operation(document));
        var before = TinyQuery.Asked;

        var answer = Written(await PlainExecution.Run(plain!, Run(document, "{}"), Engine));

        Assert.Contains("fragile", answer, StringComparison.Ordinal);
        Assert.Equal(before + 1, TinyQuery.Asked);
    }

    private static ISchema Initialized()
    {
        var schema = Services.GetRequiredService<ISchema>();
        schema.Initialize();
        return schema;
    }

    private static GraphQLOperationDefinition Operation(GraphQLDocument document) =>
        document.Definitions.OfType<GraphQLOperationDefinition>().Single();

    private static ExecutionOptions Run(GraphQLDocument document, string variables) => new()
    {
        Schema = Schema,
        Query = document.Source.ToString(),
        Document = document,
        Variables = new GraphQL.SystemTextJson.GraphQLSerializer().Deserialize<Inputs>(variables),
        ValidationRules = [],
        RequestServices = Services,
        Timeout = TimeSpan.FromSeconds(10),
        UserContext = new Dictionary<string, object?>(),
    };

    private static string Written(PlainResult result)
    {
        if (result.Whole is not { } whole) return Written(result.Result!);
        using (whole) return System.Text.Encoding.UTF8.GetString(whole.Written().Span);
    }

    private static string Written(ExecutionResult result)
    {
        ArrayBufferWriter<byte> bytes = new();
        using (Utf8JsonWriter json = new(bytes, new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
            ResultWriter.Write(json, result, [.. result.Errors ?? []]);
        return System.Text.Encoding.UTF8.GetString(bytes.WrittenSpan);
    }
}
