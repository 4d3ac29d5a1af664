using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using ZenVoip.Registry.Server.Operations;
using ZenVoip.Registry.Server.Security;
using ZenVoip.Registry.Server.Storage;
using ZenVoip.Registry.Server.Storage.Sqlite;
using ZenVoip.Registry.Server.Subjects;
using ZenVoip.Registry.Server.Webhooks;
using ZenVoip.Registry.Tests.Codebase;
using ZenVoip.Registry.Tests.Security;

namespace ZenVoip.Registry.Tests.Operations;

/// <summary>What the executable is when nobody sets anything, and what works in it that nobody calls.</summary>
[Collection(Terminal.Collection)]
public sealed class HostTests : IDisposable
{
    private readonly DataDirectory data = new();

    public void Dispose() => data.Dispose();

    /// <summary>What is empty is not set; a container may bring these two.</summary>
    [Fact]
    public async Task Without_settings_it_serves_this_machine_from_sqlite_in_a_folder_of_its_own()
    {
        var builder = RegistryHost.Builder(["--urls=", "--http_ports="]);
        await using var services = builder.Services.BuildServiceProvider();

        Assert.Equal("http://127.0.0.1:5080", builder.WebHost.GetSetting(WebHostDefaults.ServerUrlsKey));
        Assert.Equal("data", RegistrySecurityOptions.Of(builder.Configuration).DataDirectory);
        var database = Assert.IsType<SqliteDatabase>(services.GetRequiredService<RegistryDatabase>());
        Assert.Equal(
            Path.Combine("data", "registry.db"),
            new SqliteConnectionStringBuilder(database.Source.ConnectionString).DataSource);
    }

    /// <summary>Otherwise it would be Production there, which refuses to start without an authority.</summary>
    [Fact]
    public void What_is_started_from_its_source_is_in_development_and_keeps_its_address()
    {
        var settings = SourceTree.Read("src/ZenVoip.Registry.Server/Properties/launchSettings.json");

        var profile = Assert.Single(JsonNode.Parse(settings)!["profiles"]!.AsObject()).Value!.AsObject();

        Assert.Equal("Project", (string?)profile["commandName"]);
        Assert.Null(profile["applicationUrl"]);
        var (name, value) = Assert.Single(profile["environmentVariables"]!.AsObject());
        Assert.Equal(("ASPNETCORE_ENVIRONMENT", "Development"), (name, (string?)value));
    }

    [Fact]
    public async Task Everything_that_works_by_itself_is_started_with_the_host()
    {
        var builder = RegistryHost.Builder(
            ["--environment", "Development", "--Registry:DataDirectory", data.Path, "--ConnectionStrings:Registry="]);
        await using var app = await RegistryHost.Build(builder, TestContext.Current.CancellationToken);

        var hosted = app.Services.GetServices<IHostedService>().Select(service => service.GetType()).ToList();

        Assert.All(
            [typeof(Cleaning), typeof(Sweeping), typeof(DeadlineWatch), typeof(DeliveryKeeper), typeof(FeedPulse)],
            type => Assert.Single(hosted, type));
        Assert.Contains(app.Services.GetRequiredService<FeedPulse>(), app.Services.GetServices<IHostedService>());
    }
}
