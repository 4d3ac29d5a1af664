using System.Text;
using GraphQL.Execution;
using GraphQLParser.AST;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;
using ZenVoip.Registry.Server.Http;

namespace ZenVoip.Registry.Tests.Http;

/// <summary>Calls with so much in them that how many are read at a time matters.</summary>
public sealed class LargeCallTests(AuditTests.Server server) : IClassFixture<AuditTests.Server>
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private static string Much { get; } = new('x', RequestReader.Large);

    [Fact]
    public async Task The_variables_of_a_large_call_are_read_when_they_are_asked_for_and_are_what_they_would_be()
    {
        var call = await Read($$"""{"variables":{"name":"{{Much}}","list":[1,{"a":null}]},"query":"{ hello }"}""");

        Assert.True(call.IsLarge);
        Assert.Equal(Much, call.Variables!["name"]);
        Assert.False(call.IsLarge);
        Assert.Equal([1, new Dictionary<string, object?> { ["a"] = null }], (List<object?>)call.Variables["list"]!);
    }

    [Theory]
    [InlineData("""{"query":"{ hello }","variables":{"a":"MUCH"},"variables":{"a":"last"}}""")]
    [InlineData("""{"query":"{ hello }","variables":{"a":"MUCH"},"variables":{"b":"MUCH","a":"last"}}""")]
    [InlineData("""{"query":"{ hello }","extensions":{"a":"MUCH"},"variables":{"a":"last"}}""")]
    public async Task Of_variables_that_are_given_twice_the_last_count(string body) => Assert.Equal(
        "last", (await Read(body.Replace("MUCH", Much, StringComparison.Ordinal))).Variables!["a"]);

    [Fact]
    public async Task A_call_is_large_by_its_variables_and_by_nothing_else() => Assert.False(
        (await Read($$$"""{"query":"{ hello }","padding":"{{{Much}}}","variables":{"a":1}}""")).IsLarge);

    [Theory]
    [InlineData("""{"much":"MUCH","a":1e400}""", "BAD_JSON")]
    [InlineData("""{"much":"MUCH","a":1,}""", "BAD_JSON")]
    [InlineData("""["MUCH"]""", "BAD_REQUEST")]
    [InlineData("\"MUCH\"", "BAD_REQUEST")]
    public async Task A_large_call_is_refused_for_what_a_small_one_is(string variables, string code)
    {
        var small = await Ask(variables, much: "");
        var large = await Ask(variables, Much);

        Assert.Equal((400, code), (small.Status, small.Code));
        Assert.Equal((400, code), (large.Status, large.Code));
    }

    [Fact]
    public async Task A_large_call_is_run_where_a_small_one_is() => Assert.Equal(
        "hello", (await Ask("""{"much":"MUCH","half":"\ud800"}""", Much)).Data.GetProperty("hello").GetString());

    [Fact]
    public async Task So_many_large_queries_run_at_a_time_and_the_next_when_one_has_run()
    {
        using var turns = Of(TimeSpan.FromMinutes(1));
        var taken = await All(turns);

        var next = Taken(turns, await Large());
        Assert.False(next.IsCompleted);
        taken[0]!.Dispose();

        Assert.NotNull(await next.WaitAsync(TimeSpan.FromSeconds(10), Cancellation));
        // A turn that is given back twice is one turn.
        taken[0]!.Dispose();
        Assert.False(Taken(turns, await Large()).IsCompleted);
    }

    [Fact]
    public async Task No_change_waits_for_a_turn_and_no_small_query()
    {
        using var turns = Of(TimeSpan.FromMinutes(1));
        await All(turns);

        var change = Taken(turns, await Large(), OperationType.Mutation);
        var small = Taken(turns, await Read("""{"query":"{ hello }"}"""));

        Assert.True(change.IsCompletedSuccessfully);
        Assert.True(small.IsCompletedSuccessfully);
    }

    [Fact]
    public async Task Who_waits_as_long_as_an_operation_may_run_is_told_that_it_took_too_long()
    {
        using var turns = Of(TimeSpan.FromMilliseconds(50));
        await All(turns);

        await Assert.ThrowsAsync<TimeoutError>(async () => await Taken(turns, await Large()));
    }

    [Fact]
    public async Task A_turn_that_waits_in_vain_takes_no_place()
    {
        using var turns = Of(TimeSpan.FromMinutes(1));
        var taken = await All(turns);
        using var gone = new CancellationTokenSource();
        var left = turns.Take(await Large(), OperationType.Query, gone.Token).AsTask();
        var next = Taken(turns, await Large());

        await gone.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => left);
        taken[0]!.Dispose();

        Assert.NotNull(await next.WaitAsync(TimeSpan.FromSeconds(10), Cancellation));
    }

    private static Turns Of(TimeSpan limit) => new(Options.Create(new GraphQLOptions { ExecutionTimeout = limit }));

    private static Task<IDisposable?> Taken(
        Turns turns, GraphQLCall call, OperationType type = OperationType.Query) =>
        turns.Take(call, type, Cancellation).AsTask();

    private static async Task<List<IDisposable?>> All(Turns turns)
    {
        List<IDisposable?> taken = [];
        while (taken.Count < Turns.Places)
            taken.Add(await Taken(turns, await Large()));
        return taken;
    }

    private Task<Reply> Ask(string variables, string much) => server.Tiny.PostText(
        $$$"""{"query":"{ hello }","variables":{{{variables.Replace("MUCH", much, StringComparison.Ordinal)}}}}""");

    private static Task<GraphQLCall> Large() =>
        Read($$$"""{"query":"{ hello }","variables":{"a":"{{{Much}}}"}}""");

    private static async Task<GraphQLCall> Read(string body)
    {
        DefaultHttpContext http = new();
        http.Request.Body = new MemoryStream(Encoding.UTF8.GetBytes(body));
        return await RequestReader.ReadBody(http.Request, putsOff: true, Cancellation);
    }
}
