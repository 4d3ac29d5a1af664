using System.Net;
using ZenVoip.Registry.SystemTests.Harness;
using ZenVoip.Registry.SystemTests.Start;
using ZenVoip.Registry.Tests.Codebase;

namespace ZenVoip.Registry.SystemTests.Deployment;

public sealed class PublishedOutputTests(PublishedOutputTests.Publication published)
    : IClassFixture<PublishedOutputTests.Publication>
{
    private const string Registry = "registry";

    [Theory(Explicit = true)]
    [InlineData(true)]
    [InlineData(false)]
    public async Task It_starts_as_an_unprivileged_user_and_stops_when_told(bool fromItsOwnFolder)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "needs signals");
        var cancellation = TestContext.Current.CancellationToken;
        var data = Directory.CreateTempSubdirectory("registry-data-").FullName;
        PublishedServer.GiveAway(data);
        try
        {
            using var server = PublishedServer.Start(published.Folder, fromItsOwnFolder ? published.Folder : "/", data);

            await server.Answers("/health/live", cancellation);
            await server.Answers("/health/ready", cancellation);

            Assert.Equal(0, await server.Terminate(cancellation));
        }
        finally
        {
            Directory.Delete(data, recursive: true);
        }
    }

    /// <summary>The pods of Production in their order, with all that the manifests set and nothing else.</summary>
    [Fact(Explicit = true)]
    public async Task It_migrates_serves_and_verifies_in_Production_as_the_manifests_start_it()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "needs signals");
        var cancellation = TestContext.Current.CancellationToken;
        await using var postgres = await PostgresCluster.Own();
        var given = await Given(postgres);
        using var place = RegistrySettings.OnSqlite();
        // Signed by a key that the server finds in its folder: nothing but Production stands against it.
        var token = place.Token([]);
        PublishedServer.GiveAway(place.DataDirectory);

        await Ends("Job", given, place.DataDirectory, cancellation);
        // A silo would bring the schema itself: the migration has, and where it belongs.
        Assert.Equal("registry_schema", await PostgresCluster.Text(
            postgres.ConnectionString(Registry), "select coalesce(to_regclass('registry_schema')::text, '')"));
        using (var silo = Start("Deployment", given, place.DataDirectory))
        {
            await silo.Answers("/health/live", cancellation);
            await silo.Answers("/health/ready", cancellation);
            Assert.Equal(HttpStatusCode.Unauthorized, await silo.Call(token: null, cancellation));
            Assert.Equal(HttpStatusCode.Unauthorized, await silo.Call(token, cancellation));
            Assert.Equal(0, await silo.Terminate(cancellation));
        }
        await Ends("CronJob", given, place.DataDirectory, cancellation);
    }

    [Fact]
    public void It_brings_its_rulebook() => Assert.True(File.Exists(Path.Combine(published.Folder, "rulebook.yaml")));

    /// <summary>The secrets, made as the run book says, and of a pod its name and address.</summary>
    private static async Task<Dictionary<string, string>> Given(PostgresServer postgres) => new()
    {
        ["registry-database/connection-string"] = await postgres.Create(Registry),
        ["registry-keys/connection-string"] = await postgres.Create("registry_keys"),
        ["registry-keys/master-key"] = Keys.Fresh(),
        ["registry-keys/digest-key"] = Keys.Fresh(),
        ["registry-keys/certificate-key"] = Keys.Fresh(),
        ["metadata.name"] = "registry-0",
        ["status.podIP"] = "127.0.0.1",
    };

    private async Task Ends(
        string kind, Dictionary<string, string> given, string dataFolder, CancellationToken cancellation)
    {
        using var pod = Start(kind, given, dataFolder);
        var code = await pod.Ended(cancellation);
        Assert.True(code == 0, $"the {kind} ended with {code}:\n{pod.LastWords}");
    }

    /// <summary>Other than in the cluster: ports and folder, and an authority that refuses to be asked.</summary>
    private PublishedServer Start(string kind, Dictionary<string, string> given, string dataFolder)
    {
        var pod = DeployedPod.Of(kind);
        var ports = Ports.Free(3);
        var environment = pod.Environment(given, new Dictionary<string, string>
        {
            ["ASPNETCORE_URLS"] = $"http://+:{ports[0]}",
            ["Orleans__SiloPort"] = $"{ports[1]}",
            ["Orleans__GatewayPort"] = $"{ports[2]}",
            ["Registry__DataDirectory"] = dataFolder,
            ["Registry__Authority"] = "https://127.0.0.1:1/",
        });
        return PublishedServer.Start(published.Folder, published.Folder, pod.Arguments, environment);
    }

    /// <summary>The server, published once for the class into a folder that everybody may read.</summary>
    public sealed class Publication : IDisposable
    {
        public Publication()
        {
            Folder = Directory.CreateTempSubdirectory("registry-published-").FullName;
            // As the Dockerfile does, but of what was built with the tests. Nothing may outlive the command.
            Shell.Run("dotnet", "publish", SourceTree.PathOf(Project), "--no-build", "--configuration", Configuration,
                "-p:UseAppHost=false", "-nodeReuse:false", "--output", Folder);
            if (!OperatingSystem.IsWindows())
                File.SetUnixFileMode(Folder, ReadableByAll);
        }

        private const string Project = "src/ZenVoip.Registry.Server/ZenVoip.Registry.Server.csproj";

        private const UnixFileMode ReadableByAll = UnixFileMode.UserRead | UnixFileMode.UserWrite
            | UnixFileMode.UserExecute | UnixFileMode.GroupRead | UnixFileMode.GroupExecute
            | UnixFileMode.OtherRead | UnixFileMode.OtherExecute;

        public string Folder { get; }

        /// <summary>The tests stand in <c>bin/CONFIGURATION/FRAMEWORK</c>, and so does what they test.</summary>
        private static string Configuration => Directory.GetParent(AppContext.BaseDirectory.TrimEnd('/'))!.Name;

        public void Dispose() => Directory.Delete(Folder, recursive: true);
    }
}
