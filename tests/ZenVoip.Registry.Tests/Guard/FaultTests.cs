using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using System.Text.Json.Nodes;
using GraphQL;
using Microsoft.Extensions.Logging.Abstractions;
using ZenVoip.Registry.Server.Guard;
using ZenVoip.Registry.Server.Subjects;
using ZenVoip.Registry.Tests.Http;

namespace ZenVoip.Registry.Tests.Guard;

public sealed class FaultTests(AuditTests.Server server) : IClassFixture<AuditTests.Server>
{
    private const string Graph = "application/graphql-response+json";
    private const string Canary = "+4915112345678";

    [Theory]
    [InlineData("{ secret }")]
    [InlineData("{ endless }")]
    public async Task An_unexpected_fault_says_nothing_but_its_trace(string query)
    {
        var reply = await server.Tiny.Query(query);

        Assert.Equal(("INTERNAL", "Internal error"), (reply.Code, reply.Message));
        Assert.NotEmpty(reply.Errors[0].GetProperty("extensions").GetProperty("traceId").GetString()!);
        Assert.DoesNotContain("swordfish", reply.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_unexpected_fault_is_logged_with_its_trace_and_without_its_message()
    {
        var reply = await server.Tiny.Query("{ secret }");

        var traceId = reply.Errors[0].GetProperty("extensions").GetProperty("traceId").GetString()!;
        Assert.Contains(traceId, server.Tiny.Log.Text, StringComparison.Ordinal);
        Assert.Contains("InvalidOperationException", server.Tiny.Log.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("swordfish", server.Tiny.Log.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{ away }", "UNAVAILABLE")]
    [InlineData("{ secret }", "INTERNAL")]
    [InlineData("{ forever }", "TIMEOUT")]
    [InlineData("subscription { never }", "TIMEOUT")]
    public async Task Whoever_watches_the_metrics_sees_what_failed(string query, string code)
    {
        await using var hasty = await TinyServer.Start([("Registry:ExecutionTimeout", "00:00:00.2")]);
        ConcurrentBag<string> told = [];
        using var listener = new MeterListener
        {
            InstrumentPublished = (instrument, one) =>
            {
                if (instrument.Name == "registry.faults")
                    one.EnableMeasurementEvents(instrument);
            },
        };
        listener.SetMeasurementEventCallback<long>((_, _, tags, _) => told.Add($"{tags[0].Value}"));
        listener.Start();

        var reply = await hasty.Query(query, "application/json, text/event-stream;q=0.1");

        Assert.Contains($"\"{code}\"", reply.Text, StringComparison.Ordinal);
        Assert.Contains(code, told);
    }

    [Fact]
    public async Task A_spoken_fault_comes_out_as_it_is_where_it_happened()
    {
        var reply = await server.Tiny.Query("{ hello no: lost }", Graph);

        Assert.Equal(200, reply.Status);
        Assert.Equal(("OUTCOME_UNKNOWN", "Nobody knows what happened."), (reply.Code, reply.Message));
        Assert.Equal("""{"hello":"hello","no":null}""", reply.Data.GetRawText());
        Assert.Equal("""["no"]""", reply.Errors[0].GetProperty("path").GetRawText());
    }

    [Theory]
    [InlineData("{ away }", "read")]
    [InlineData("{ late }", "read")]
    [InlineData("mutation { stored { read } }", "read")]
    [InlineData("mutation { store }", "store")]
    public async Task What_could_not_be_read_is_not_said_to_have_been_stored_or_not(string query, string verb)
    {
        var reply = await server.Tiny.Query(query);

        Assert.Equal("UNAVAILABLE", reply.Code);
        Assert.StartsWith($"The registry could not {verb} this now", reply.Message, StringComparison.Ordinal);
        Assert.Equal(verb == "read", reply.Message.Contains("nothing was changed", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("{ helo }")]
    [InlineData("{ thing(nam: \"a\") { name } }")]
    [InlineData("{ ... on Thin { name } }")]
    [InlineData("{ speakers { bark } }")]
    [InlineData("{ ... @defer { hello } }")]
    [InlineData("{ thing(name: {a: 5}) { name } }")]
    public async Task An_invalid_document_gets_no_hint(string query)
    {
        var reply = await server.Tiny.Query(query, Graph);

        Assert.Equal((400, "VALIDATION"), (reply.Status, reply.Code));
        Assert.DoesNotContain("mean", reply.Text, StringComparison.OrdinalIgnoreCase);
        Assert.NotEmpty(reply.Errors[0].GetProperty("locations").EnumerateArray());
    }

    [Theory]
    [InlineData("query Q($p: [PointInput!]! = [{ x: \"+4915112345678\", y: 1 }]) { sum(points: $p) }", null)]
    [InlineData("{ sum(points: [{ x: \"+4915112345678\", y: 1 }]) }", null)]
    [InlineData("query Q($p: [PointInput!]!) { sum(points: $p) }", """{"p":[{"x":"+4915112345678","y":1}]}""")]
    [InlineData("query Q($p: [PointInput!]!) { sum(points: $p) }", """{"p":[{"x":1,"y":1,"+4915112345678":1}]}""")]
    [InlineData("{ things(count: \"+4915112345678\") { name } }", null)]
    [InlineData("{ hello \"+4915112345678\" }", null)]
    [InlineData("{ hello @skip(if: \"+4915112345678\") }", null)]
    public async Task A_refusal_never_quotes_a_value(string query, string? variables)
    {
        var reply = await server.Tiny.Post(
            new { query, variables = variables is null ? null : JsonNode.Parse(variables) }, Graph);

        Assert.Equal(400, reply.Status);
        Assert.Contains(Canary, query + variables, StringComparison.Ordinal);
        Assert.DoesNotContain("49151", reply.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""[{ "x": 1, "y": "a' to 'Ada" }]""", "'$p[0].y' is invalid. Int is expected.")]
    [InlineData("""[{ "x": 1 }]""", "'$p[0].y' is invalid. A value is required.")]
    [InlineData("""[{ "x": null, "y": 1 }]""", "'$p[0].x' is invalid. A value is required.")]
    [InlineData("""[{ "x": 1, "y": 1, "z": 1 }]""", "'$p[0]' is invalid. There is no field z.")]
    [InlineData("""[{ "x": 1, "y": 1, "+49": 1 }]""", "'$p[0]' is invalid.")]
    [InlineData("""["Ada"]""", "'$p[0]' is invalid. PointInput is expected.")]
    [InlineData("null", "'$p' is invalid. A value is required.")]
    public async Task A_refused_variable_is_named_down_to_the_field_with_what_is_expected(string points, string told)
    {
        var reply = await server.Tiny.Post(new
        {
            query = "query Q($p: [PointInput!]!) { sum(points: $p) }",
            variables = new JsonObject { ["p"] = JsonNode.Parse(points) },
        });

        Assert.Equal(("VARIABLES", $"Variable {told}"), (reply.Code, reply.Message));
    }

    [Theory]
    [InlineData("[{ x: 1, y: \"Ada\" }]", "In y: Int is expected.")]
    [InlineData("[{ x: 1, yy: 2 }]", "There is no field yy.")]
    [InlineData("[{ x: 1 }]", "y is required.")]
    public async Task So_is_what_stands_in_the_document(string points, string told)
    {
        var reply = await server.Tiny.Query($"{{ sum(points: {points}) }}");

        Assert.Equal(("VALIDATION", $"Argument 'points' has invalid value. {told}"), (reply.Code, reply.Message));
    }

    [Fact]
    public void Of_an_unknown_field_that_stands_nowhere_nothing_is_told() =>
        Assert.Null(Misfit.Of("Unknown field."));

    [Fact]
    public async Task At_most_five_errors_are_reported()
    {
        var reply = await server.Tiny.Query("{ a b c d e f g h }");

        Assert.Equal(Faults.MaxReported, reply.Errors.Length);
    }

    [Fact]
    public async Task What_could_not_be_read_pushes_out_no_change_that_failed()
    {
        var reply = await server.Tiny.Query(
            "mutation { stored { a: read b: read c: read d: read e: read f: read } "
            + "u: store v: store w: store x: store y: store z: store }");

        var paths = reply.Errors.Select(error => string.Join('.', error.GetProperty("path").EnumerateArray()));
        Assert.Equal(
            ["u", "v", "w", "x", "y", "z", "stored.a", "stored.b", "stored.c", "stored.d", "stored.e"], paths);
    }

    [Theory]
    [InlineData("mutation { a b c d e f g h }", "VALIDATION")]
    [InlineData(
        "mutation($a: Boolean!, $b: Boolean!, $c: Boolean!, $d: Boolean!, $e: Boolean!, $f: Boolean!) {"
        + " a: grant @skip(if: $a) b: grant @skip(if: $b) c: grant @skip(if: $c)"
        + " d: grant @skip(if: $d) e: grant @skip(if: $e) f: grant @skip(if: $f) }",
        "VARIABLES")]
    public async Task What_a_mutation_was_refused_for_is_no_change_that_failed(string query, string code)
    {
        var reply = await server.Tiny.Query(query);

        Assert.Equal((Faults.MaxReported, code), (reply.Errors.Length, reply.Code));
    }

    [Fact]
    public async Task Of_a_mutation_that_took_too_long_it_is_not_said_that_nothing_was_changed()
    {
        await using var hasty = await TinyServer.Start([("Registry:ExecutionTimeout", "00:00:00.2")]);

        var reply = await hasty.Query("mutation { linger }");

        Assert.Equal("TIMEOUT", reply.Code);
        Assert.DoesNotContain("nothing was changed", reply.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_fault_of_no_field_is_one_of_a_change_where_the_operation_is_a_mutation(bool ofMutation)
    {
        ExecutionErrors errors = [];
        errors.Add(new ExecutionError("Nobody knows where.", new TimeoutException()));

        var told = Assert.Single(
            new Faults(NullLogger<Faults>.Instance, new SubjectFaults()).Reported(errors, "trace", ofMutation));

        Assert.Equal("UNAVAILABLE", told.Code);
        Assert.NotEqual(ofMutation, told.Message.Contains("nothing was changed", StringComparison.Ordinal));
    }

    [Fact]
    public void Every_code_has_a_meaning()
    {
        var codes = typeof(ErrorCodes).GetFields().Where(field => field.IsLiteral)
            .Select(field => (string)field.GetRawConstantValue()!);

        Assert.Equal(codes.Order(StringComparer.Ordinal), ErrorCodes.Meanings.Keys);
    }
}
