namespace ZenVoip.Registry.Tests.Http;

/// <summary>The 61 audits of the npm package graphql-http 1.23.1, by their ids.</summary>
public sealed class AuditTests(AuditTests.Server server) : IClassFixture<AuditTests.Server>
{
    private const string Json = "application/json";
    private const string Graph = "application/graphql-response+json";
    private const string Simple = """{"query":"{ __typename }"}""";
    private const string Runner = """{"query":"{ __type(name: \"Run🏃Swim🏊\") { name } }"}""";
    private const string NoJson = """{ "not a JSON""";
    private const string Unparsable = """{"query":"{"}""";
    private const string Invalid = """{"query":"{ 8f31403dfe404bccbb0e835f2629c6a7 }"}""";
    private const string Typo = """{"qeury":"{ __typename }"}""";
    private const string Uncoercible =
        """{"query":"query CoerceFailure($id: ID!){ __typename }","variables":{"id":null}}""";
    private const string TypeQuery = "query Type($name: String!) { __type(name: $name) { name } }";
    private const string WithMap =
        """{"query":"query Type($name: String!) { __type(name: $name) { name } }","variables":{"name":"sometype"}}""";
    private const string Named = """{"operationName":"Query","query":"query Query { __typename }"}""";
    private const string Extended = """{"query":"{ __typename }","extensions":{"some":"value"}}""";
    private static readonly string[] Nullable = ["variables", "operationName", "extensions"];
    private static readonly string[] Wrong = ["""{"obj":"ect"}""", "0", "false", """["array"]"""];
    private static readonly string[] WrongMaps = ["\"string\"", "0", "false", """["array"]"""];

    private static readonly Dictionary<string, Audit> Audits =
        new[] { MediaTypes(), Requests(), Parameters(), Maps(), JsonAnswers(), GraphAnswers() }
            .SelectMany(group => group).ToDictionary(audit => audit.Id);

    public static IEnumerable<TheoryDataRow<string>> Ids =>
        Audits.Values.Select(audit => new TheoryDataRow<string>(audit.Id) { TestDisplayName = audit.ToString() });

    [Theory, MemberData(nameof(Ids))]
    public async Task Audit_passes(string id)
    {
        var audit = Audits[id];

        var reply = await audit.Ask(server.Tiny);

        Assert.True(audit.Holds(reply), $"{audit}: {reply.Status} {reply.MediaType} {reply.Text}");
    }

    [Fact]
    public void There_are_61_audits() => Assert.Equal(61, Audits.Count);

    private static IEnumerable<Audit> MediaTypes() =>
    [
        Post("22EB", "SHOULD accept graphql-response+json and match it", Simple, Graph,
            r => Is(200, r) && Types(Graph, r)),
        Post("4655", "MUST accept application/json and match it", Simple, Json, r => Is(200, r) && Types(Json, r)),
        Post("47DE", "SHOULD accept */* with application/json", Simple, "*/*", r => Is(200, r) && Types(Json, r)),
        Post("80D8", "SHOULD assume application/json", Simple, null, r => Is(200, r) && Types(Json, r)),
        Post("82A3", "MUST respond in utf-8", Simple, null, r => Is(200, r) && r.Text.Length > 0),
        new("BF61", "MUST accept utf-8", s => s.PostText(Runner, null, $"{Json}; charset=utf-8"), r => Is(200, r)),
        Post("78D5", "MUST assume utf-8", Simple, null, r => Is(200, r)),
    ];

    private static IEnumerable<Audit> Requests() =>
    [
        Post("2C94", "MUST accept POST", Simple, null, r => Is(200, r)),
        new("5A70", "MAY accept GET", s => s.Get("{ __typename }"), r => Is(200, r)),
        new("9C48", "MAY NOT run mutations by GET", s => s.Get("mutation { __typename }", accept: Graph), r => Is4(r)),
        new("9ABE", "SHOULD refuse POST without content-type", s => s.PostText(Simple, null, null), r => Is4(r)),
        Post("03D4", "MUST accept application/json POST", Simple, null, r => Is(200, r)),
        Post("A5BF", "MAY use 400 on a missing body", "", null, r => Is(400, r)),
        Post("B6DC", "MAY use 2xx, 4xx, 5xx on no JSON", NoJson, Json, r => r.Status is >= 200 and < 300 or >= 400),
        Post("BCF8", "SHOULD use 400 on no JSON (json)", NoJson, Json, r => Is(400, r)),
        Post("B7N8", "SHOULD use 400 on no JSON (graphql-response)", NoJson, Graph, r => Is(400, r)),
        Post("8764", "MAY use 4xx or 5xx on bad parameters", Typo, null, r => r.Status >= 400),
        Post("3E3A", "MAY use 400 on bad parameters", Typo, null, r => Is(400, r)),
    ];

    private static IEnumerable<Audit> Parameters() =>
    [
        Post("423L", "MAY use 400 on a missing query", """{"notquery":"{ __typename }"}""", Graph, r => Is(400, r)),
        .. Wrong.Select((value, i) => Post($"LKJ{i}", $"MAY use 400 on query {value}",
            $$"""{"query":{{value}}}""", null, r => Is(400, r))),
        Post("34A2", "SHOULD allow a string query (graphql-response)", Simple, Graph, r => Is(200, r)),
        Post("13EE", "MUST allow a string query (json)", Simple, Json, Fine),
        .. Wrong.Select((value, i) => Post($"6C0{i}", $"MAY use 400 on operationName {value}",
            $$"""{"operationName":{{value}},"query":"{ __typename }"}""", null, r => Is(400, r))),
        Post("8161", "SHOULD allow a string operationName (graphql-response)", Named, Graph, r => Is(200, r)),
        Post("B8B3", "MUST allow a string operationName (json)", Named, Json, Fine),
    ];

    private static IEnumerable<Audit> Maps() =>
    [
        .. Nullable.SelectMany((name, i) => new[]
        {
            Post($"94B{i}", $"SHOULD allow null {name} (graphql-response)", NullOf(name), Graph, Fine),
            Post($"022{i}", $"MUST allow null {name} (json)", NullOf(name), Json, Fine),
        }),
        .. WrongMaps.Select((value, i) => Post($"476{i}", $"MAY use 400 on variables {value}",
            $$"""{"query":"{ __typename }","variables":{{value}}}""", null, r => Is(400, r))),
        Post("2EA1", "SHOULD allow map variables (graphql-response)", WithMap, Graph, Fine),
        Post("28B9", "MUST allow map variables (json)", WithMap, Json, Fine),
        new("D6D5", "MAY allow variables by GET (graphql-response)",
            s => s.Get(TypeQuery, """{"name":"sometype"}""", Graph), Fine),
        new("6A70", "MAY allow variables by GET (json)", s => s.Get(TypeQuery, """{"name":"sometype"}""", Json), Fine),
        .. WrongMaps.Select((value, i) => Post($"58B{i}", $"MAY use 400 on extensions {value}",
            $$"""{"query":"{ __typename }","extensions":{{value}}}""", null, r => Is(400, r))),
        Post("428F", "SHOULD allow map extensions (graphql-response)", Extended, Graph, r => Is(200, r)),
        Post("1B7A", "MUST allow map extensions (json)", Extended, Json, Fine),
    ];

    private static IEnumerable<Audit> JsonAnswers() =>
    [
        Post("572B", "SHOULD use 200 on a syntax error (json)", Unparsable, Json, r => Is(200, r)),
        Post("FDE2", "SHOULD use 200 on an invalid document (json)", Invalid, Json, r => Is(200, r)),
        Post("7B9B", "SHOULD use 200 on a bad variable (json)", Uncoercible, Json, r => Is(200, r)),
    ];

    private static IEnumerable<Audit> GraphAnswers() =>
    [
        Post("865D", "SHOULD use 4xx or 5xx on a syntax error", Unparsable, Graph, r => r.Status >= 400),
        Post("556A", "SHOULD use 400 on a syntax error", Unparsable, Graph, r => Is(400, r)),
        Post("D586", "SHOULD not contain data on a syntax error", Unparsable, Graph, r => !r.HasData),
        Post("51FE", "SHOULD use 4xx or 5xx on an invalid document", Invalid, Graph, r => r.Status >= 400),
        Post("74FF", "SHOULD use 400 on an invalid document", Invalid, Graph, r => Is(400, r)),
        Post("5E5B", "SHOULD not contain data on an invalid document", Invalid, Graph, r => !r.HasData),
        Post("86EE", "SHOULD use 400 on a bad variable", Uncoercible, Graph, r => Is(400, r)),
    ];

    private static string NullOf(string name) => $$"""{"query":"{ __typename }","{{name}}":null}""";

    private static bool Is(int status, Reply reply) => reply.Status == status;

    private static bool Is4(Reply reply) => reply.Status is >= 400 and < 500;

    private static bool Types(string mediaType, Reply reply) => reply.MediaType == $"{mediaType}; charset=utf-8";

    private static bool Fine(Reply reply) => Is(200, reply) && !reply.HasErrors;

    private static Audit Post(string id, string title, string body, string? accept, Func<Reply, bool> holds) =>
        new(id, title, server => server.PostText(body, accept), holds);

    private sealed record Audit(string Id, string Title, Func<TinyServer, Task<Reply>> Ask, Func<Reply, bool> Holds)
    {
        public override string ToString() => $"{Id} {Title}";
    }

    public sealed class Server : IAsyncLifetime
    {
        public TinyServer Tiny { get; private set; } = null!;

        public async ValueTask InitializeAsync() => Tiny = await TinyServer.Start();

        public ValueTask DisposeAsync() => Tiny.DisposeAsync();
    }
}
