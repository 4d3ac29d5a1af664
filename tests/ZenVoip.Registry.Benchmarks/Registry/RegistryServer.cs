using System.Diagnostics;
using System.Globalization;
using Npgsql;
using ZenVoip.Registry.Benchmarks.Harness;
using ZenVoip.Registry.SystemTests.Harness;

namespace ZenVoip.Registry.Benchmarks.Registry;

/// <summary>The real executable on a PostgreSQL of its own.</summary>
internal sealed class RegistryServer : IAsyncDisposable
{
    /// <summary>As the container has it (Dockerfile).</summary>
    public const string FirstGeneration = "0x4000000";

    private const string Program = "ZenVoip.Registry.Server.dll";

    private readonly string directory = Directory.CreateTempSubdirectory("registry-bench-").FullName;
    private readonly PostgresServer postgres;
    private readonly Dictionary<string, string> environment;

    private RegistryServer(PostgresServer postgres)
    {
        this.postgres = postgres;
        environment = new()
        {
            ["ASPNETCORE_ENVIRONMENT"] = "Development",
            ["DOTNET_GCgen0size"] = FirstGeneration,
            ["Registry__DataDirectory"] = directory,
            ["Registry__CallsPerSecond"] = "10000000",
            ["ConnectionStrings__Registry"] = Database,
            ["Orleans__SiloPort"] = Ports.Free().ToString(CultureInfo.InvariantCulture),
            ["Orleans__GatewayPort"] = Ports.Free().ToString(CultureInfo.InvariantCulture),
        };
    }

    public string Database => postgres.ConnectionString("registry");

    public MeasuredProcess Process { get; private set; } = null!;

    /// <summary>From the start of the process until it was ready.</summary>
    public TimeSpan Starting { get; private set; }

    public string Token { get; private set; } = "";

    public static async Task<RegistryServer> Start()
    {
        var postgres = await PostgresServer.Start();
        await PostgresCluster.Execute(postgres.ConnectionString("postgres"), "create database registry");
        await PostgresCluster.Execute(postgres.ConnectionString("postgres"), "create database floor");
        var server = new RegistryServer(postgres);
        server.Token = await MeasuredProcess.Output(Program, ["token"], server.environment);
        await server.Launch();
        return server;
    }

    /// <summary>A new process on the same database: its memory holds nothing yet.</summary>
    public async Task Restart()
    {
        await Process.DisposeAsync();
        await Launch();
    }

    public Task<PgBench> PgBench(int bytes) => Harness.PgBench.Create(postgres.ConnectionString("floor"), bytes);

    /// <summary>What PostgreSQL does by itself within minutes of a load: not in the middle of a round.</summary>
    public Task Analyze() => PostgresCluster.Execute(Database, "vacuum analyze");

    /// <summary>A number out of the registry's database.</summary>
    public async Task<long> Number(string sql)
    {
        await using var source = NpgsqlDataSource.Create(Database);
        await using var command = source.CreateCommand(sql);
        return Convert.ToInt64(await command.ExecuteScalarAsync(), CultureInfo.InvariantCulture);
    }

    public async ValueTask DisposeAsync()
    {
        await Process.DisposeAsync();
        NpgsqlConnection.ClearAllPools();
        await postgres.Stop();
        Directory.Delete(directory, recursive: true);
    }

    private async Task Launch()
    {
        var started = Stopwatch.GetTimestamp();
        Process = await MeasuredProcess.Start(Program, ["serve"], "/health/ready", environment);
        Starting = Stopwatch.GetElapsedTime(started);
    }
}
