using System.Security.Claims;
using GraphQL.Types;
using Microsoft.Extensions.DependencyInjection;
using ZenVoip.Registry.Server.Guard;
using ZenVoip.Registry.Tests.Http;

namespace ZenVoip.Registry.Tests.Guard;

public sealed class AccessTests(AuditTests.Server server) : IClassFixture<AuditTests.Server>
{
    private const string Graph = "application/graphql-response+json";
    private const string Reader = "reader things:read";

    [Theory]
    [InlineData("things:read", "{ hello }", true)]
    [InlineData("things:write", "{ hello }", false)]
    [InlineData("things:readers", "{ hello }", false)]
    [InlineData("things:read", "{ vault }", false)]
    [InlineData("things:admin", "{ vault }", true)]
    [InlineData("things:admin", "{ vault hello }", false)]
    [InlineData("things:read", "{ ...F } fragment F on TinyQuery { ...G } fragment G on TinyQuery { vault }", false)]
    [InlineData("things:read", "{ ... { vault } }", false)]
    [InlineData("things:read", "{ vault @skip(if: true) hello }", false)]
    [InlineData("things:read", "{ thing { name inner { name } } }", true)]
    [InlineData("things:read", "{ speakers { name } }", false)]
    [InlineData("things:read robots:read", "{ speakers { name } }", true)]
    [InlineData("things:read", "{ speakers { ... on Dog { name bark } } }", true)]
    [InlineData("things:read", "{ speakers { ... on Robot { beep } } }", false)]
    [InlineData("things:read", "{ speakers { __typename } }", true)]
    [InlineData("things:read", "mutation { grant }", false)]
    [InlineData("things:write", "mutation { grant }", true)]
    [InlineData("things:read things:write things:admin robots:read", "{ closed { door } }", false)]
    [InlineData("things:read", "{ closed { __typename } }", true)]
    [InlineData("nothing", "{ __typename }", true)]
    [InlineData("things:read", "{ __schema { queryType { name } } }", false)]
    [InlineData("things:read", "{ hello ... on TinyQuery { __type(name: \"Thing\") { name } } }", false)]
    [InlineData("schema:read", "{ __schema { queryType { name } } }", true)]
    public async Task A_field_opens_to_its_scopes_only(string scopes, string query, bool opens)
    {
        // Twice: the second time the document comes out of the cache.
        for (var i = 0; i < 2; i++)
        {
            var reply = await server.Tiny.Query(query, Graph, $"client {scopes}");

            Assert.Equal(opens ? 200 : 403, reply.Status);
            if (!opens) Assert.Equal("FORBIDDEN", reply.Code);
            if (!opens) Assert.False(reply.HasData);
        }
    }

    [Fact]
    public async Task What_one_caller_may_run_stays_closed_to_the_next()
    {
        const string query = "{ name: vault }";

        var admin = await server.Tiny.Query(query);
        var reader = await server.Tiny.Query(query, token: Reader);

        Assert.Equal("gold", admin.Data.GetProperty("name").GetString());
        Assert.Equal((403, "FORBIDDEN", "The field TinyQuery.vault needs the scope things:admin."),
            (reader.Status, reader.Code, reader.Message));
    }

    /// <summary>By the names of the schema: an alias may say anything.</summary>
    [Theory]
    [InlineData("{ hello number4915112345678: vault }", "TinyQuery.vault needs the scope things:admin")]
    [InlineData("{ ...F } fragment F on TinyQuery { hello vault }", "TinyQuery.vault needs the scope things:admin")]
    [InlineData("mutation { sayNoTo { name } }", "TinyMutation.sayNoTo needs the scope things:write")]
    [InlineData("{ speakers { name } }", "Speaker.name needs the scope robots:read")]
    [InlineData("{ speakers { ... on Robot { beep } } }", "Robot.beep needs the scope robots:read")]
    [InlineData("{ hello __schema { queryType { name } } }", "__schema needs the scope schema:read")]
    [InlineData("{ closed { door } }", "Closed.door is open to nobody")]
    public async Task The_field_that_is_closed_is_named_with_what_opens_it(string query, string message)
    {
        var reply = await server.Tiny.Query(query, token: Reader);

        Assert.Equal($"The field {message}.", reply.Message);
        Assert.DoesNotContain("number4915112345678", reply.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_field_that_one_scope_of_several_opens_names_them_all()
    {
        var reply = await server.Tiny.Query("mutation { grant sayNoTo { name } }", token: "other things:write");

        Assert.Equal("The field Thing.name needs the scope things:read or things:admin.", reply.Message);
    }

    [Fact]
    public async Task Only_the_operation_that_runs_is_looked_at()
    {
        const string query = "query Open { hello } query Shut { vault }";

        var open = await server.Tiny.Post(new { query, operationName = "Open" }, token: Reader);
        var shut = await server.Tiny.Post(new { query, operationName = "Shut" }, token: Reader);

        Assert.Equal((200, 403), (open.Status, shut.Status));
    }

    [Theory]
    [InlineData("/graphql")]
    [InlineData("/graphql/schema.graphql")]
    public async Task A_call_without_a_token_is_challenged(string path)
    {
        var reply = await server.Tiny.Send(new(HttpMethod.Get, path), token: null);

        Assert.Equal((401, "Bearer"), (reply.Status, reply.Header("WWW-Authenticate")));
        Assert.Equal(
            ("UNAUTHENTICATED", "application/json; charset=utf-8", "no-store"),
            (reply.Code, reply.MediaType, reply.Header("Cache-Control")));
        Assert.False(reply.HasData);
    }

    [Fact]
    public async Task Who_is_known_and_not_let_in_is_told_so_in_the_same_form()
    {
        var reply = await server.Tiny.Send(new(HttpMethod.Get, "/nobody"));

        Assert.Equal((403, "FORBIDDEN"), (reply.Status, reply.Code));
    }

    [Fact]
    public async Task The_schema_is_downloaded_by_those_who_may_introspect()
    {
        var allowed = await server.Tiny.Send(new(HttpMethod.Get, "/graphql/schema.graphql"));
        var refused = await server.Tiny.Send(new(HttpMethod.Get, "/graphql/schema.graphql"), token: Reader);

        Assert.Equal(200, allowed.Status);
        Assert.True(allowed.Text.IndexOf("type Closed", StringComparison.Ordinal)
            < allowed.Text.IndexOf("type Thing", StringComparison.Ordinal));
        Assert.Equal((403, "FORBIDDEN"), (refused.Status, refused.Code));
    }

    [Fact]
    public async Task Development_shows_its_schema_unless_told_otherwise()
    {
        const string query = "{ __schema { queryType { name } } }";
        await using var open = await TinyServer.Start(environment: "Development");
        await using var shut = await TinyServer.Start([("Registry:AllowIntrospection", "false")], "Development");

        Assert.Equal(200, (await open.Query(query, token: Reader)).Status);
        Assert.Equal(403, (await shut.Query(query, token: Reader)).Status);
    }

    [Fact]
    public void Unguarded_fields_are_found()
    {
        using var services = new ServiceCollection().AddTinySchema().BuildServiceProvider();

        Assert.Equal(["Closed.door"], FieldGuards.UnguardedFields(services.GetRequiredService<ISchema>()));
    }

    [Theory]
    [InlineData("scope", "a b c", "b", true)]
    [InlineData("scp", "a b", "a", true)]
    [InlineData("scope", "ab", "a", false)]
    [InlineData("role", "a", "a", false)]
    [InlineData("scope", "", "a", false)]
    public void Scopes_are_words_of_a_claim(string type, string value, string scope, bool has)
    {
        ClaimsPrincipal caller = new(new ClaimsIdentity([new("scope", "other"), new(type, value)]));

        Assert.Equal(has, caller.HasScope(scope));
    }

    [Fact]
    public async Task A_client_that_calls_too_often_waits_but_may_say_no()
    {
        await using var tiny = await TinyServer.Start([("Registry:CallsPerSecond", "1")]);
        await tiny.Query("{ hello }");

        var limited = await Until429(tiny, "{ hello }");
        var mixed = await Until429(tiny, "mutation { sayNo grant }");

        Assert.Equal("1", limited.Header("Retry-After"));
        Assert.Equal("TOO_MANY_CALLS", mixed.Code);
        for (var i = 0; i < 20; i++)
            Assert.Equal(200, (await tiny.Query("mutation { a: sayNo ... { sayNo __typename } }")).Status);
        Assert.Equal(200, (await tiny.Query("{ hello }", token: "another things:read")).Status);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("text/event-stream")]
    public async Task A_no_too_many_is_taken_and_nothing_costly_is_read_with_it(string? accept)
    {
        await using var tiny = await TinyServer.Start([("Registry:CallsPerSecond", "1")]);
        await Until429(tiny, "{ hello }");

        // The bucket refills by the clock, so one may be read now and then.
        var texts = new List<string>();
        for (var i = 0; i < 5; i++)
            texts.Add((await tiny.Query("mutation { sayNoTo { page(first: 1) { name } } }", accept)).Text);

        Assert.Equal(5, tiny.Noes);
        Assert.Contains(texts, text => text.Contains("\"TOO_MANY_CALLS\"", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("{ nonsense }")]
    [InlineData("mutation { grant(of: nonsense) }")]
    [InlineData("query { sayNo }")]
    [InlineData("mutation { sayNo nonsense }")]
    [InlineData("mutation { sayNo ...F } fragment F on TinyMutation { nonsense ...F }")]
    [InlineData("mutation A { sayNo } mutation B { sayNo }")]
    [InlineData("subscription { sayNo }")]
    public async Task A_call_too_many_is_refused_before_its_query_is_looked_at(string query)
    {
        await using var tiny = await TinyServer.Start([("Registry:CallsPerSecond", "1")]);
        await Until429(tiny, "{ hello }");

        Assert.Equal(429, (await Until429(tiny, query)).Status);
    }

    [Fact]
    public async Task Who_may_say_no_to_nothing_is_refused_before_the_query_is_looked_at()
    {
        await using var tiny = await TinyServer.Start([("Registry:CallsPerSecond", "1")]);

        // Each is new, so none comes out of the cache.
        var statuses = new List<int>();
        for (var i = 0; i < 50; i++)
            statuses.Add((await tiny.Query($"mutation M{i} {{ sayNo }}", Graph, Reader)).Status);

        Assert.Equal([403, 429], statuses.Distinct().Order());
        Assert.InRange(statuses.Count(status => status == 429), 25, 49);
    }

    [Fact]
    public async Task A_no_that_was_never_seen_before_is_no_call_too_many()
    {
        await using var tiny = await TinyServer.Start([("Registry:CallsPerSecond", "1")]);

        for (var i = 0; i < 20; i++)
        {
            await Until429(tiny, "{ hello }");
            var spread = $"mutation Say{i} {{ ...F ...F }} fragment F on TinyMutation {{ no{i}: sayNo __typename }}";
            Assert.Equal(200, (await tiny.Query(spread)).Status);
            var one = await tiny.Post(
                new { query = $"query Q{i} {{ hello }} mutation M {{ sayNo }}", operationName = "M" });
            Assert.Equal(200, one.Status);
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(9)]
    [InlineData(15)]
    [InlineData(19)]
    [InlineData(101)]
    [InlineData(20_000)]
    [InlineData(10_000_000)]
    public void So_many_calls_per_second_are_refilled_as_are_allowed(int calls)
    {
        var bucket = CallLimiter.BucketOf(calls);

        Assert.Equal(calls, bucket.TokensPerPeriod / bucket.ReplenishmentPeriod.TotalSeconds, calls * 0.0001);
    }

    [Theory]
    [InlineData("elsewhere|tester things:read")]
    [InlineData("another things:read")]
    public async Task A_client_of_another_name_or_issuer_does_not_wait_for_it(string token)
    {
        await using var tiny = await TinyServer.Start([("Registry:CallsPerSecond", "1")]);
        await Until429(tiny, "{ hello }");

        Assert.Equal(200, (await tiny.Query("{ hello }", token: token)).Status);
    }

    /// <summary>The bucket refills by the clock, so a call may get through now and then.</summary>
    private static async Task<Reply> Until429(TinyServer tiny, string query)
    {
        for (var i = 0; i < 50; i++)
        {
            var reply = await tiny.Query(query);
            if (reply.Status == 429) return reply;
        }
        throw new InvalidOperationException("No call was refused.");
    }
}
