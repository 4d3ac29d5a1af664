using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using System.Text.RegularExpressions;
using Npgsql;
using ZenVoip.Registry.SystemTests.Harness;

namespace ZenVoip.Registry.Benchmarks.Harness;

/// <summary>
/// The floor of a change: <c>pgbench</c> with one single-row upsert of so many bytes per transaction.
/// </summary>
internal sealed partial class PgBench : IDisposable
{
    private const int Rows = 20_000;

    private readonly string connectionString;
    private readonly string script = Path.GetTempFileName();

    private PgBench(string connectionString, int bytes)
    {
        this.connectionString = connectionString;
        // Random, as what is sealed is: it cannot be compressed.
        var payload = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(bytes));
        File.WriteAllText(script, string.Create(CultureInfo.InvariantCulture, $"""
            \set id random(1, {Rows})
            insert into floor (id, payload) values (:id, decode('{payload}', 'hex'))
            on conflict (id) do update set payload = excluded.payload;

            """));
    }

    public static async Task<PgBench> Create(string connectionString, int bytes)
    {
        await PostgresCluster.Execute(
            connectionString, "create table floor (id int primary key, payload bytea not null)");
        return new PgBench(connectionString, bytes);
    }

    /// <summary>Transactions per second over some seconds.</summary>
    public async Task<double> Run(int seconds)
    {
        var settings = new NpgsqlConnectionStringBuilder(connectionString);
        string[] arguments =
        [
            "-n", "-M", "simple", "-c", "8", "-j", "2", "-T", $"{seconds}", "-f", script,
            "-h", settings.Host!, "-p", $"{settings.Port}", "-U", settings.Username!, settings.Database!,
        ];
        using var process = Process.Start(new ProcessStartInfo(Program, arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        var errors = process.StandardError.ReadToEndAsync();
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return Tps().Match(output) is { Success: true } found && process.ExitCode == 0
            ? double.Parse(found.Groups[1].ValueSpan, CultureInfo.InvariantCulture)
            : throw new InvalidOperationException($"pgbench failed: {output}{await errors}");
    }

    public void Dispose() => File.Delete(script);

    private static string Program => Path.Combine(PostgresBinaries.Folder!, "pgbench") is var beside
        && File.Exists(beside) ? beside : "pgbench";

    [GeneratedRegex(@"tps = ([0-9.]+)")]
    private static partial Regex Tps();
}
