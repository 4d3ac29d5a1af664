using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using ZenVoip.Registry.SystemTests.Harness;

namespace ZenVoip.Registry.SystemTests.Journeys;

/// <summary>Fails at everything at which a caller can, with planted values, and keeps what was answered.</summary>
/// <param name="reader">May read only.</param>
/// <param name="store">A holder system.</param>
internal sealed class Misuse(RegistryClient client, RegistryClient reader, RegistryClient store, string id)
{
    /// <summary>A name that a query makes up: an error may repeat it.</summary>
    public const string MadeUpField = "controlField";

    private const string Consent =
        "mutation($input: RecordConsentInput!) { recordConsent(input: $input) { errors { code message path } } }";

    private readonly List<string> answers = [];

    public string Answers => string.Join('\n', answers);

    public async Task Everything()
    {
        await Identifiers();
        await Scalars();
        await References();
        await Refusals();
        await new Quarrel(client, store, answers).Everything();
        await Documents();
        await Transport();
        await Access();
    }

    private async Task Identifiers()
    {
        foreach (var type in new[] { "PHONE", "EMAIL", "IP", "SIP", "ACCOUNT", "COOKIE", "USER", "DEVICE" })
        {
            var subject = Exercise.By(type, $"{Planted.Phone} \u0001 {Planted.Email}");
            var spaced = Exercise.By(type, $"@{Planted.E164} {Planted.Ip6} ");
            foreach (var broken in new[] { subject, spaced })
            {
                await Refused("recordOptOut", Input(broken, new JsonObject { ["source"] = "STOP" }));
                await Fault("query($ref: SubjectRef!) { subject(ref: $ref) { id } }", new { @ref = broken });
            }
        }
        await Refused("recordOptOut", Input(
            Exercise.By("PHONE", "0" + Planted.E164[3..]), new() { ["source"] = "STOP" }));
        await Refused("recordOptOut", Input(
            Exercise.By("COOKIE", Planted.Cookie.PadRight(2_000, 'x')), new() { ["source"] = "STOP" }));
    }

    /// <summary>A planted value in the place of each scalar and enum, as a variable and as a literal.</summary>
    private async Task Scalars()
    {
        foreach (var value in new[] { Planted.E164, Planted.Email })
        {
            foreach (var field in new[] { "channel", "status", "at", "expectedVersion", "subject" })
                await Fault(Consent, new { input = Input(new { id }, new JsonObject { [field] = value }) });
            await Fault(Consent, new { input = Input(new { id }, new JsonObject { [value] = value }) });
            await Fault(Consent, new { input = value });
            await Fault(Consent, new { input = Input(new JsonObject { [value] = value }, []) });
            await Refused("recordConsent", Input(new { id }, new() { ["purpose"] = value }));
            await Unknown(
                "query($input: DecideInput!) { decide(input: $input) { outcome reasons { code message } } }",
                new { input = new { subject = new { id }, purpose = value } });
            await Fault(
                $$"""{ decide(input: { subject: { id: "x" }, purpose: "a", channel: "{{value}}" }) { outcome } }""");
            await Fault($$"""{ subjects(first: "{{value}}") { nodes { id } } }""");
            await Fault($$"""{ subjects(filter: { jurisdiction: "{{value}}" }) { nodes { id } } }""");
            await Fault($$"""{ subjects(filter: { kind: "{{value}}" }) { nodes { id } } }""");
            await Fault($$"""{ subjects(after: "{{value}}") { nodes { id } } }""");
            await Fault($$"""query($first: Int = "{{value}}") { subjects(first: $first) { nodes { id } } }""");
            await Fault("query($first: Int) { subjects(first: $first) { nodes { id } } }", new { first = value });
            var cursor = Convert.ToBase64String(Encoding.UTF8.GetBytes($"1:{value}"));
            await Fault(
                $"query($id: ID!, $after: String) {{ node(id: $id) {{ ... on Subject {{ journal(after: $after) "
                + "{ nodes { sequence } } } } }",
                new { id, after = cursor });
        }
    }

    /// <summary>What is no error, but must not be repeated either.</summary>
    private async Task References()
    {
        await Unknown("query($id: ID!) { node(id: $id) { id } }", new { id = Planted.E164 });
        await Unknown("query($ids: [ID!]!) { nodes(ids: $ids) { id } }", new { ids = new[] { Planted.E164, id } });
        await Unknown(
            "query($ref: SubjectRef!) { subject(ref: $ref) { id } }", new { @ref = new { id = Planted.Email } });
        await Unknown("query($input: DecideInput!) { decide(input: $input) { outcome subjectId reasons { message } } }",
            new { input = new { subject = Exercise.By("PHONE", $"{Planted.E164} x"), purpose = "service" } });
    }

    private async Task Refusals()
    {
        await Refused("registerSubject", new
        {
            kind = "CUSTOMER",
            identifiers = new[] { Exercise.Identifier("PHONE", Planted.Phone) },
            operationId = $"again {Planted.E164}",
        });
        var registered = await client.Change("registerSubject", new { kind = "CUSTOMER" });
        var other = registered["subject"]!["id"]!.GetValue<string>();
        await Refused("linkIdentifier", new
        {
            subject = new { id = other },
            identifier = Exercise.Identifier("EMAIL", Planted.Email),
        });
        await Refused("unlinkIdentifier", new
        {
            subject = Exercise.By("PHONE", Planted.E164),
            identifier = Exercise.Identifier("PHONE", Planted.SecondPhone),
        });
        var phone = Exercise.By("PHONE", Planted.E164);
        await Refused("recordConsent", Input(phone, new() { ["expectedVersion"] = 1 }));
        await Refused("recordConsent", Input(phone, new() { ["operationId"] = $"register {Planted.Email}" }));
        await Refused("recordConsent", Input(phone, new() { ["operationId"] = Planted.E164.PadRight(300, '0') }));
        await Refused("recordConsent", Input(phone, new() { ["controller"] = $"{Planted.E164} {Planted.Email}" }));
        await Refused("recordConsent", Input(phone, new() { ["purpose"] = "quackenbush" }));
        await Refused("recordConsent", Input(phone, new() { ["channel"] = null }));
        await Refused("recordConsent", Input(phone, new() { ["at"] = "2199-01-01T00:00:00Z" }));
        await Refused("recordConsent", Input(phone, new()
        {
            ["evidence"] = new JsonObject { ["method"] = "m", ["source"] = Planted.Source.PadRight(2000, '-') },
        }));
        await Refused("recordConsent", Input(Exercise.By("PHONE", Planted.SecondPhone), []));
        await client.Change("linkIdentifier", new
        {
            subject = new { id = other },
            identifier = Exercise.Identifier("ACCOUNT", Planted.Account),
        });
        await Refused("recordConsent", Input(Exercise.By("ACCOUNT", Planted.Account), []));
    }

    private async Task Documents()
    {
        foreach (var query in new[]
        {
            $"query {{ subject(ref: {Planted.E164}) ",
            $"{{ subject(ref: \"{Planted.Email}\n\") {{ id }} }}",
            $"{{ subject(ref: {{ id: \"{Planted.Email}\", more: \"{Planted.Email}\" }}) {{ id }} }}",
            $"{{ rulebook(of: \"{Planted.E164}\") {{ version }} }}",
            $"{{ rulebook {{ version @include(if: \"{Planted.E164}\") }} }}",
            $"{{ {MadeUpField}(of: \"{Planted.E164}\") }}",
            $"mutation {{ registerSubject(input: {{ kind: \"{Planted.Email}\" }}) {{ errors {{ code }} }} }}",
            $"{{ rulebook {{ version }} }} # {Planted.Email.PadRight(9000, '!')}",
        })
            await Fault(query);
    }

    private async Task Transport()
    {
        var value = Uri.EscapeDataString(Planted.E164);
        var query = Uri.EscapeDataString(
            $$"""{ subject(ref: { identifier: { type: PHONE, value: "{{Planted.E164}}" } }) { id } }""");
        var mutation = Uri.EscapeDataString(
            $$"""
            mutation {
              recordOptOut(input: { subject: { id: "{{Planted.E164}}" }, source: STOP, evidence: { method: "m" } }) {
                errors { code }
              }
            }
            """);
        Assert.Equal(200, await Exchange(HttpMethod.Get, $"/graphql?query={query}"));
        Assert.Equal(405, await Exchange(HttpMethod.Get, $"/graphql?query={mutation}"));
        Assert.Equal(400, await Exchange(HttpMethod.Get, $"/graphql?query={value}&variables={value}"));
        Assert.Equal(414, await Exchange(HttpMethod.Get, $"/graphql?query={value.PadRight(7_900, '+')}"));
        Assert.Equal(400, await Exchange(HttpMethod.Get, $"/graphql?documentId={value}"));
        Assert.Equal(404, await Exchange(HttpMethod.Get, $"/graphql/{value}"));
        Assert.Equal(405, await Exchange(HttpMethod.Put, $"/graphql?phone={value}"));
        foreach (var body in new[] { $"{{ \"query\": {Planted.E164} }}", Planted.Email, $"[\"{Planted.E164}\"]",
            $$"""{ "query": "{ rulebook { version } }", "variables": "{{Planted.E164}}" }""" })
            Assert.Equal(400, await Exchange(HttpMethod.Post, "/graphql", Json(body)));
        Assert.Equal(413, await Exchange(HttpMethod.Post, "/graphql", Json(Planted.Email.PadRight(5_000_000))));
        Assert.Equal(415, await Exchange(HttpMethod.Post, "/graphql", new StringContent(Planted.E164)));
    }

    private async Task Access()
    {
        var forbidden = await reader.Send(Consent, new { input = Input(Exercise.By("PHONE", Planted.E164), []) });
        Assert.NotNull(forbidden["errors"]);
        answers.Add(forbidden.ToJsonString());
        using var stranger = new HttpRequestMessage(HttpMethod.Post, "/graphql") { Content = Json("{}") };
        stranger.Headers.Authorization = new AuthenticationHeaderValue("Bearer", $"{Planted.E164}.{Planted.Cookie}.x");
        Assert.Equal(401, await Exchange(stranger));
        Assert.Contains("\"code\":\"UNAUTHENTICATED\"", answers[^1], StringComparison.Ordinal);
    }

    private static StringContent Json(string body) => new(body, Encoding.UTF8, "application/json");

    private static JsonObject Input(object subject, JsonObject other)
    {
        var input = JsonSerializer.SerializeToNode(new
        {
            subject,
            controller = Exercise.Controller,
            evidence = new { method = "m", source = Planted.Source },
        }, JsonSerializerOptions.Web)!.AsObject();
        if (!other.ContainsKey("source"))
            (input["purpose"], input["channel"], input["status"]) = ("marketing", "SMS", "GIVEN");
        foreach (var (name, value) in other)
            input[name] = value?.DeepClone();
        return input;
    }

    private async Task Refused(string mutation, object input)
    {
        var payload = await client.Change(mutation, input);
        Assert.True(payload["errors"]!.AsArray().Count > 0, $"{mutation}: {JsonSerializer.Serialize(input)}");
        answers.Add(payload.ToJsonString());
    }

    private async Task Fault(string query, object? variables = null)
    {
        var answer = await client.Send(query, variables);
        Assert.True(answer["errors"] is not null, string.Create(
            CultureInfo.InvariantCulture, $"{query} {JsonSerializer.Serialize(variables)}"));
        answers.Add(answer.ToJsonString());
    }

    private async Task Unknown(string query, object variables) =>
        answers.Add((await client.Ask(query, variables)).ToJsonString());

    private async Task<int> Exchange(HttpMethod method, string url, HttpContent? content = null)
    {
        using var request = new HttpRequestMessage(method, url) { Content = content };
        // Otherwise a refusal of the body may get lost while it is still being sent.
        request.Headers.ExpectContinue = content is not null;
        return await Exchange(request);
    }

    private async Task<int> Exchange(HttpRequestMessage request)
    {
        var (status, text) = await client.Exchange(request);
        answers.Add(text);
        return status;
    }
}
