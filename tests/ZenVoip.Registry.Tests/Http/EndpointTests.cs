using System.Diagnostics;
using System.Net.Http.Headers;
using System.Text;
using ZenVoip.Registry.Server.Http;

namespace ZenVoip.Registry.Tests.Http;

public sealed class EndpointTests(AuditTests.Server server) : IClassFixture<AuditTests.Server>
{
    private const string Graph = "application/graphql-response+json";

    private TinyServer Tiny => server.Tiny;

    [Theory]
    [InlineData("text/html", 406)]
    [InlineData("text/html, application/json;q=0.1", 200)]
    [InlineData("application/json;q=0", 406)]
    [InlineData("application/json; charset=utf-16", 406)]
    public async Task Accept_decides_what_can_be_answered(string accept, int status)
    {
        var reply = await Tiny.Query("{ hello }", accept);

        Assert.Equal(status, reply.Status);
        Assert.Equal("application/json; charset=utf-8", reply.MediaType);
    }

    [Theory]
    [InlineData("application/json;q=0.5, application/graphql-response+json", Graph)]
    [InlineData("application/graphql-response+json;q=0.5, application/json", "application/json")]
    [InlineData("application/graphql-response+json, application/json", Graph)]
    [InlineData("*/*;q=0.1, application/graphql-response+json;q=0.2", Graph)]
    public async Task The_form_liked_best_is_answered(string accept, string expected)
    {
        var reply = await Tiny.Query("{ hello }", accept);

        Assert.Equal($"{expected}; charset=utf-8", reply.MediaType);
    }

    [Theory]
    [InlineData("text/plain")]
    [InlineData("application/x-www-form-urlencoded")]
    [InlineData("application/json; charset=utf-16")]
    public async Task Only_JSON_in_UTF8_is_read(string contentType)
    {
        var reply = await Tiny.PostText("""{"query":"{ hello }"}""", contentType: contentType);

        Assert.Equal((415, "UNSUPPORTED_MEDIA_TYPE"), (reply.Status, reply.Code));
    }

    [Theory]
    [InlineData("""[{"query":"{ hello }"}]""", "BATCHING_REFUSED")]
    [InlineData("""{"query":"{ hello }"} {}""", "BAD_JSON")]
    [InlineData("""{"query":"\ud800"}""", "BAD_JSON")]
    [InlineData("""{"query":"{ hello }","variables":{"a":1e400}}""", "BAD_JSON")]
    [InlineData("""{"query":"{ hello }","documentId":"x"}""", "BAD_REQUEST")]
    [InlineData("\"text\"", "BAD_REQUEST")]
    public async Task A_body_that_is_no_request_is_refused(string body, string code)
    {
        var reply = await Tiny.PostText(body);

        Assert.Equal((400, code), (reply.Status, reply.Code));
    }

    [Fact]
    public async Task Half_of_a_character_in_a_variable_is_the_fields_to_refuse()
    {
        const string Query = "query($name: String!) { thing(name: $name) { name } }";

        var reply = await Tiny.PostText(
            $$$"""{"query":"{{{Query}}}","variables":{"name":"\u00fc\ud83d \"\/\\\n\ud83d\ude00"}}""");
        var cut = Encoding.UTF8.GetBytes($$$"""{"query":"{{{Query}}}","variables":{"name":"\ud83d""");
        var mangled = await Tiny.PostBytes([.. cut, 0xff, .. "\"}}"u8]);

        Assert.Equal(200, reply.Status);
        Assert.Equal("ü\ufffd \"/\\\n😀", reply.Data.GetProperty("thing").GetProperty("name").GetString());
        Assert.Equal((400, "BAD_JSON"), (mangled.Status, mangled.Code));
    }

    [Fact]
    public async Task A_mutation_by_GET_is_told_to_POST()
    {
        var reply = await Tiny.Get("mutation { grant }");

        Assert.Equal((405, "MUTATION_BY_GET", "POST"), (reply.Status, reply.Code, reply.Header("Allow")));
    }

    [Theory]
    [InlineData("PUT", TinyServer.All)]
    [InlineData("DELETE", TinyServer.All)]
    [InlineData("PUT", null)]
    public async Task Another_method_is_told_what_is_allowed(string method, string? token)
    {
        var reply = await Tiny.Send(new(HttpMethod.Parse(method), "/graphql"), token: token);

        Assert.Equal(
            (405, "METHOD_NOT_ALLOWED", "GET,POST"), (reply.Status, reply.Code, reply.Header("Allow")));
        Assert.Equal("application/json; charset=utf-8", reply.MediaType);
    }

    [Fact]
    public async Task A_subscription_needs_a_stream()
    {
        var reply = await Tiny.Query("subscription { count }");

        Assert.Equal((400, "NO_STREAM"), (reply.Status, reply.Code));
    }

    [Fact]
    public async Task A_body_over_the_limit_is_refused()
    {
        var tooMuch = new string(' ', (4 * 1024 * 1024) + 1);
        using StringContent body = new(tooMuch, new MediaTypeHeaderValue("application/json"));
        using HttpRequestMessage request = new(HttpMethod.Post, "/graphql") { Content = body };
        request.Headers.ExpectContinue = true;

        var reply = await Tiny.Send(request);

        Assert.Equal((413, "BODY_TOO_LARGE"), (reply.Status, reply.Code));
    }

    [Fact]
    public async Task A_URL_over_the_limit_is_refused()
    {
        var reply = await Tiny.Get("{ hello }" + new string('a', 7_680));

        Assert.Equal((414, "URL_TOO_LONG"), (reply.Status, reply.Code));
    }

    [Fact]
    public async Task Answers_are_never_stored()
    {
        var reply = await Tiny.Query("{ hello }");

        Assert.Equal("no-store", reply.Header("Cache-Control"));
    }

    [Fact]
    public async Task An_operation_is_chosen_by_name()
    {
        const string query = "query A { hello } query B { thing { name } }";

        Assert.Equal("OPERATION", (await Tiny.Query(query)).Code);
        Assert.Equal("OPERATION", (await Tiny.Post(new { query, operationName = "C" })).Code);
        Assert.Equal("""{"thing":{"name":"one"}}""",
            (await Tiny.Post(new { query, operationName = "B" })).Data.GetRawText());
    }

    [Fact]
    public async Task A_document_is_valid_whatever_the_variables_of_its_first_call()
    {
        const string query = "query Sum($points: [PointInput!]!) { sum(points: $points) }";

        var bad = await Tiny.Post(new { query, variables = new { points = "none" } }, Graph);
        var good = await Tiny.Post(new { query, variables = new { points = new[] { new { x = 1, y = 2 } } } }, Graph);

        Assert.Equal((400, "VARIABLES"), (bad.Status, bad.Code));
        Assert.Equal(3, good.Data.GetProperty("sum").GetInt32());
    }

    [Fact]
    public async Task Ten_thousand_objects_in_a_variable_are_read_in_no_time()
    {
        const string query = "query Sum($points: [PointInput!]!) { sum(points: $points) }";
        var points = Enumerable.Range(0, 10_000).Select(i => new { x = i, y = 1 }).ToArray();
        await Tiny.Post(new { query, variables = new { points } });
        var clock = Stopwatch.StartNew();

        var reply = await Tiny.Post(new { query, variables = new { points } });

        Assert.Equal(50_005_000, reply.Data.GetProperty("sum").GetInt32());
        Assert.InRange(clock.ElapsedMilliseconds, 0, 1_000);
    }

    [Theory]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("1")]
    public async Task More_values_than_a_request_needs_are_refused(string value)
    {
        string Body(int values) => """{"query":"{ hello }","variables":{"x":["""
            + string.Join(',', Enumerable.Repeat(value, values - 1)) + "]}}";

        var most = await Tiny.PostText(Body(250_000));
        var tooMany = await Tiny.PostText(Body(250_001));

        Assert.Equal(200, most.Status);
        Assert.Equal((400, "BAD_REQUEST"), (tooMany.Status, tooMany.Code));
    }

    [Fact]
    public void Halves_of_characters_are_read_without_an_exception_each()
    {
        var halves = string.Join(',', Enumerable.Repeat("\"\\ud800\"", 1_000));
        var json = Encoding.UTF8.GetBytes($$"""{"x":[{{halves}}]}""");
        var (thrown, thread) = (0, Environment.CurrentManagedThreadId);
        void Count(object? sender, System.Runtime.ExceptionServices.FirstChanceExceptionEventArgs args) =>
            thrown += Environment.CurrentManagedThreadId == thread ? 1 : 0;

        AppDomain.CurrentDomain.FirstChanceException += Count;
        try
        {
            var reader = new System.Text.Json.Utf8JsonReader(json);
            reader.Read();
            Assert.Equal(1_000, ((List<object?>)new JsonInputs().Read(ref reader)["x"]!).Count);
        }
        finally
        {
            AppDomain.CurrentDomain.FirstChanceException -= Count;
        }

        Assert.Equal(0, thrown);
    }

    [Fact]
    public async Task A_slow_body_in_many_pieces_is_read()
    {
        var json = $$"""{"query":"{ hello }","variables":{"a":"{{new string('x', 300_000)}}"} }""";
        using StreamContent body = new(new Dripping(System.Text.Encoding.UTF8.GetBytes(json)));
        body.Headers.ContentType = new MediaTypeHeaderValue("application/json");

        var reply = await Tiny.Send(new(HttpMethod.Post, "/graphql") { Content = body });

        Assert.Equal("hello", reply.Data.GetProperty("hello").GetString());
    }

    [Fact]
    public async Task What_takes_too_long_is_stopped()
    {
        await using var hasty = await TinyServer.Start([("Registry:ExecutionTimeout", "00:00:00.2")]);

        var reply = await hasty.Query("{ forever }", Graph);

        Assert.Equal((504, "TIMEOUT"), (reply.Status, reply.Code));
        Assert.False(reply.HasData);
    }

    /// <summary>A body without a length, of which every read gives a few bytes.</summary>
    private sealed class Dripping(byte[] bytes) : MemoryStream(bytes)
    {
        public override bool CanSeek => false;

        public override int Read(Span<byte> buffer) => base.Read(buffer[..Math.Min(buffer.Length, 1_001)]);

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            ValueTask.FromResult(Read(buffer.Span));
    }
}
