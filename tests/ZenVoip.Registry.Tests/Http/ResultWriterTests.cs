using System.Buffers;
using System.Numerics;
using System.Text.Json;
using System.Text.Json.Nodes;
using GraphQL;
using GraphQL.Execution;
using GraphQL.SystemTextJson;
using GraphQL.Types;
using Microsoft.Extensions.DependencyInjection;
using ZenVoip.Registry.Server.Http;

namespace ZenVoip.Registry.Tests.Http;

/// <summary>Our writer says what the engine's own serializer says.</summary>
public sealed class ResultWriterTests
{
    private static readonly ServiceProvider Services = new ServiceCollection().AddTinySchema().BuildServiceProvider();

    private static readonly GraphQLSerializer Stock = new(new ErrorInfoProvider(o => o.ExposeCodes = false));

    public static TheoryData<string> Queries => new(
        "{ __typename hello }",
        "{ a: hello b: hello __typename }",
        "{ thing { name number large ratio exact flag colour nothing quoted numbers nested key at } }",
        "{ thing { inner { inner { inner { name } } } } }",
        "{ thing { ...F } } fragment F on Thing { name ...G } fragment G on Thing { number name }",
        "{ thing { ... on Thing { name } ... @include(if: false) { number } ... @skip(if: false) { flag } } }",
        "{ hello @skip(if: true) thing @include(if: true) { name @skip(if: true) } }",
        "{ hello @skip(if: true) }",
        "{ things(count: 0) { name } }",
        "{ things(count: 3) { name nothing inner { name } } }",
        "{ holes { name } }",
        "{ holes { name fragile } }",
        "{ holes { name partner { fragile } } }",
        "{ lost hello }",
        "{ secret }",
        "{ speakers { name __typename ... on Dog { bark } ... on Robot { beep } } }",
        "query A { hello } query B { thing { name } }",
        "{ __schema { queryType { name fields { name type { kind ofType { name } } } } } }",
        "{ __type(name: \"Colour\") { enumValues { name isDeprecated } } }",
        "mutation { grant a: sayNo }",
        "{ nowhere }",
        "{ thing(name: 5) { name } }",
        "{ thing(name: \"\\u00fc \\\"+<>\\\" \\ud83d\\ude00\") { name quoted } }");

    [Theory, MemberData(nameof(Queries))]
    public async Task Answers_are_equal_to_the_stock_serializers(string query)
    {
        var result = await Execute(query);
        result.Errors = result.Errors is { } errors ? [.. errors.Select(Plain)] : null;

        Assert.Equal(
            JsonNode.Parse(Stock.Serialize(result))!.ToJsonString(),
            JsonNode.Parse(Write(result))!.ToJsonString());
    }

    [Fact]
    public void Every_kind_of_scalar_is_written_as_the_stock_serializer_does()
    {
        object?[] scalars =
        [
            "text", 1, -1L, long.MinValue, ulong.MaxValue, (short)3, (byte)4, 5u, 0.1, 1e300, -0.0, 1.5f, 12.340m, true,
            false, null, BigInteger.Pow(10, 40), Guid.Empty, DateTimeOffset.UnixEpoch, new DateOnly(2026, 11, 23),
            DayOfWeek.Friday, new List<int> { 1 }, new Dictionary<string, object?> { ["a"] = 1 },
        ];
        foreach (var scalar in scalars)
        {
            ExecutionResult result = new() { Executed = true, Data = scalar };

            Assert.Equal(Stock.Serialize(result), Write(result));
        }
    }

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    public void A_number_that_JSON_cannot_say_is_refused(double number) =>
        Assert.Throws<ArgumentException>(() => Write(new() { Executed = true, Data = number }));

    [Fact]
    public void Extensions_are_written()
    {
        ExecutionResult result = new() { Executed = true, Extensions = new() { ["cost"] = 7 } };

        Assert.Equal(Stock.Serialize(result), Write(result));
    }

    private static Task<ExecutionResult> Execute(string query) =>
        Services.GetRequiredService<IDocumentExecuter>().ExecuteAsync(new()
        {
            Schema = Services.GetRequiredService<ISchema>(),
            Query = query,
            OperationName = query.Contains("query B", StringComparison.Ordinal) ? "B" : null,
            RequestServices = Services,
        });

    private static string Write(ExecutionResult result)
    {
        ArrayBufferWriter<byte> bytes = new();
        using (Utf8JsonWriter json = new(bytes)) ResultWriter.Write(json, result, [.. result.Errors ?? []]);
        return System.Text.Encoding.UTF8.GetString(bytes.WrittenSpan);
    }

    /// <summary>What is written are errors made safe: with a code, without the engine's own numbers.</summary>
    private static ExecutionError Plain(ExecutionError error)
    {
        ExecutionError plain = new(error.Message)
        {
            Code = error.Code ?? "CODE",
            Path = error.Path,
            Extensions = new() { ["traceId"] = "4bf9" },
        };
        foreach (var location in error.Locations ?? []) plain.AddLocation(location);
        return plain;
    }
}
