using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace ZenVoip.Registry.SystemTests.Harness;

/// <summary>Speaks GraphQL to one silo.</summary>
internal sealed class RegistryClient : IDisposable
{
    private readonly HttpClient http;

    private RegistryClient(Uri address, string token)
    {
        http = new HttpClient { BaseAddress = address, Timeout = TimeSpan.FromSeconds(60) };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
    }

    /// <summary>A client that may do everything, or what it is given scopes for.</summary>
    public static Task<RegistryClient> Of(RegistryProcess silo, RegistrySettings settings, params string[] scopes) =>
        Task.FromResult(new RegistryClient(silo.Address, settings.Token(scopes)));

    /// <summary>A client that speaks for a holder system, with one scope.</summary>
    public static Task<RegistryClient> OfSystem(
        RegistryProcess silo, RegistrySettings settings, string system, string scope = "deletions:confirm") =>
        Task.FromResult(new RegistryClient(silo.Address, settings.Token([scope], system)));

    /// <summary>The same caller at another silo.</summary>
    public RegistryClient At(RegistryProcess silo) =>
        new(silo.Address, http.DefaultRequestHeaders.Authorization!.Parameter!);

    /// <summary>The whole answer: data and errors, whatever the status.</summary>
    public async Task<JsonNode> Send(string query, object? variables = null)
    {
        using var answer = await http.PostAsJsonAsync(
            "/graphql", new { query, variables }, JsonSerializerOptions.Web);
        return JsonNode.Parse(await answer.Content.ReadAsStringAsync())!;
    }

    /// <summary>The data of an answer without errors.</summary>
    public async Task<JsonNode> Ask(string query, object? variables = null) =>
        DataOf(await Send(query, variables));

    /// <summary>
    /// What became of a mutation with one input: the subject's id and version, and why it was refused. While that is
    /// not known, it is repeated by its operation id, as every client must: a machine that has much to do stores late.
    /// </summary>
    /// <param name="inputType">Null: named like the mutation.</param>
    public async Task<JsonNode> Change(string mutation, object input, string? inputType = null)
    {
        inputType ??= string.Concat(mutation[..1].ToUpperInvariant(), mutation.AsSpan(1), "Input");
        var query = $$"""
            mutation($input: {{inputType}}!) {
              {{mutation}}(input: $input) { subject { id version } errors { code message path } }
            }
            """;
        var answer = await Send(query, new { input });
        var isNamed = JsonSerializer.SerializeToNode(input)!["operationId"] is not null;
        for (var repeated = 0; repeated < 5 && isNamed && IsUnknown(answer); repeated++)
            answer = await Send(query, new { input });
        return DataOf(answer)[mutation]!;
    }

    /// <summary>Status and text of whatever is answered to a request of any form.</summary>
    public async Task<(int Status, string Text)> Exchange(HttpRequestMessage request)
    {
        using var answer = await http.SendAsync(request);
        return ((int)answer.StatusCode, await answer.Content.ReadAsStringAsync());
    }

    /// <summary>What a path of the silo answers, as text.</summary>
    public Task<string> Read(string path) => http.GetStringAsync(path);

    public void Dispose() => http.Dispose();

    private static JsonNode DataOf(JsonNode answer)
    {
        Assert.True(answer["errors"] is null, answer.ToJsonString());
        return answer["data"]!;
    }

    private static bool IsUnknown(JsonNode answer) =>
        answer["errors"]?[0]?["extensions"]?["code"]?.GetValue<string>() is "OUTCOME_UNKNOWN";
}
