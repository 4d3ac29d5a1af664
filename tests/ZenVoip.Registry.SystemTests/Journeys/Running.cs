using System.Text.Json.Nodes;
using ZenVoip.Registry.SystemTests.Harness;

namespace ZenVoip.Registry.SystemTests.Journeys;

/// <summary>One silo, on SQLite unless it is said, with a client that may do everything.</summary>
internal sealed class Running : IAsyncDisposable
{
    private Running(RegistrySettings settings, RegistryProcess silo, RegistryClient client) =>
        (Settings, Silo, Client) = (settings, silo, client);

    public RegistrySettings Settings { get; }

    public RegistryProcess Silo { get; }

    public RegistryClient Client { get; }

    public static Task<Running> Start(params (string Name, string Value)[] more) =>
        Start(new RegistrySettings { More = more.ToDictionary(one => one.Name, one => one.Value) });

    /// <param name="database">"SQLite" or "PostgreSQL".</param>
    public static async Task<Running> On(string database) => await Start(await RegistrySettings.On(database));

    /// <summary>The code of the first error of a whole answer; null: there is none.</summary>
    public static string? CodeOf(JsonNode answer) =>
        answer["errors"]?[0]!["extensions"]!["code"]!.GetValue<string>();

    public Task<RegistryClient> ClientWith(params string[] scopes) => RegistryClient.Of(Silo, Settings, scopes);

    public Task<RegistryClient> ClientOfSystem(string system) => RegistryClient.OfSystem(Silo, Settings, system);

    public string Token(params string[] scopes) => Settings.Token(scopes);

    /// <summary>The id of somebody new.</summary>
    public async Task<string> Register() =>
        (await Client.Change("registerSubject", new { kind = "CUSTOMER" }))["subject"]!["id"]!.GetValue<string>();

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await Silo.DisposeAsync();
        Settings.Dispose();
    }

    private static async Task<Running> Start(RegistrySettings settings)
    {
        var silo = await RegistryProcess.Start(settings);
        return new(settings, silo, await RegistryClient.Of(silo, settings));
    }
}
