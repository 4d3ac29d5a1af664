using System.Diagnostics;
using System.Globalization;
using Npgsql;

namespace ZenVoip.Registry.SystemTests.Harness;

/// <summary>
/// A server process in a temporary directory. A shell watches our end of its standard input: when that closes,
/// even because this process was killed, it stops the server and deletes the directory.
/// </summary>
internal sealed class PostgresServer : IAsyncDisposable
{
    private const string Script = """
        set -e
        # Whoever stops the tests by a signal to the whole group: the end of our standard input is what counts.
        trap '' INT TERM HUP
        # A Unix socket takes a path of 107 characters; who runs the server may not be allowed to write here.
        [ ${#TMPDIR} -le 60 ] || unset TMPDIR
        directory=$(mktemp -d -t registry-pg.XXXXXX 2> /dev/null || env -u TMPDIR mktemp -d -t registry-pg.XXXXXX)
        trap 'rm -rf "$directory"' EXIT
        "$1/initdb" -D "$directory/data" -U registry -A trust -E UTF8 --locale=C --no-sync > "$directory/log" 2>&1 \
            || { cat "$directory/log"; exit 1; }
        "$1/postgres" -D "$directory/data" -p "$2" -k "$directory" -h 127.0.0.1 \
            -c shared_buffers=64MB -c max_connections=300 -c max_wal_size=512MB -c jit=off \
            > "$directory/log" 2>&1 &
        server=$!
        trap 'kill -INT $server 2> /dev/null; wait $server; rm -rf "$directory"' EXIT
        read -r _ || true
        """;

    private static readonly TimeSpan StartTimeout = TimeSpan.FromMinutes(1);

    private readonly Process watcher;
    private readonly int port;

    private PostgresServer(Process watcher, int port) => (this.watcher, this.port) = (watcher, port);

    public static async Task<PostgresServer> Start()
    {
        var port = Ports.Free();
        var watcher = Process.Start(Watcher(port)) ?? throw new InvalidOperationException("No shell.");
        var server = new PostgresServer(watcher, port);
        await server.Answers();
        return server;
    }

    public string ConnectionString(string database) => string.Create(
        CultureInfo.InvariantCulture, $"Host=127.0.0.1;Port={port};Username=registry;Database={database}");

    /// <summary>Makes an empty database and returns its connection string.</summary>
    public async Task<string> Create(string database)
    {
        await PostgresCluster.Execute(ConnectionString("postgres"), $"create database {database}");
        return ConnectionString(database);
    }

    public async ValueTask DisposeAsync() => await Stop();

    public async Task Stop()
    {
        watcher.StandardInput.Close();
        await watcher.WaitForExitAsync();
        watcher.Dispose();
    }

    private static ProcessStartInfo Watcher(int port)
    {
        string[] asPostgres = Environment.UserName is "root" ? ["runuser", "-u", "postgres", "--"] : [];
        string[] all = [.. asPostgres, "sh", "-c", Script, "sh", PostgresBinaries.Folder!, $"{port}"];
        return new(all[0], all[1..])
        {
            WorkingDirectory = "/",
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };
    }

    private async Task Answers()
    {
        var waited = Stopwatch.StartNew();
        while (true)
        {
            try
            {
                await PostgresCluster.Execute(ConnectionString("postgres") + ";Pooling=false", "select 1");
                return;
            }
            catch (NpgsqlException) when (!watcher.HasExited && waited.Elapsed < StartTimeout)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(50));
            }
            catch (NpgsqlException fault) when (watcher.HasExited)
            {
                throw new InvalidOperationException(await watcher.StandardOutput.ReadToEndAsync(), fault);
            }
        }
    }
}
