using System.Text.Json.Nodes;
using ZenVoip.Registry.SystemTests.Harness;

namespace ZenVoip.Registry.SystemTests.Journeys;

/// <summary>One silo on SQLite, with a client that may do everything.</summary>
internal sealed class Running : IAsyncDisposable
{
    private readonly RegistrySettings settings;
    private readonly RegistryProcess silo;

    private Running(RegistrySettings settings, RegistryProcess silo, RegistryClient client) =>
        (this.settings, this.silo, Client) = (settings, silo, client);

    public RegistryClient Client { get; }

    public static async Task<Running> Start(params (string Name, string Value)[] more)
    {
        var settings = new RegistrySettings { More = more.ToDictionary(one => one.Name, one => one.Value) };
        var silo = await RegistryProcess.Start(settings);
        return new(settings, silo, await RegistryClient.Of(silo, settings));
    }

    /// <summary>The code of the first error of a whole answer; null: there is none.</summary>
    public static string? CodeOf(JsonNode answer) =>
        answer["errors"]?[0]!["extensions"]!["code"]!.GetValue<string>();

    public Task<RegistryClient> ClientWith(params string[] scopes) => RegistryClient.Of(silo, settings, scopes);

    /// <summary>The id of somebody new.</summary>
    public async Task<string> Register() =>
        (await Client.Change("registerSubject", new { kind = "CUSTOMER" }))["subject"]!["id"]!.GetValue<string>();

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await silo.DisposeAsync();
        settings.Dispose();
    }
}
