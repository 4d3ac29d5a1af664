using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Npgsql;
using ZenVoip.Registry.SystemTests.Harness;
using ZenVoip.Registry.SystemTests.Journeys;

namespace ZenVoip.Registry.SystemTests.Start;

/// <summary>A registry that could lose or betray what it is told does not start, and says why in a line.</summary>
public sealed class RefusalTests
{
    private const string Postgres = "PostgreSQL";

    [Theory]
    [InlineData("Registry__MasterKey", "", "Registry:MasterKey")]
    [InlineData("Registry__MasterKey", "c2hvcnQ=", "Registry:MasterKey")]
    [InlineData("Registry__MasterKey", "not base64", "Registry:MasterKey")]
    [InlineData("Registry__DigestKey", "", "Registry:DigestKey")]
    [InlineData("Registry__CertificateKey", "", "Registry:CertificateKey")]
    [InlineData("Registry__Authority", "", "Registry:Authority")]
    [InlineData("Registry__Authority", "http://login.example.com", "Registry:Authority")]
    [InlineData("ConnectionStrings__Keys", "", "ConnectionStrings:Keys")]
    public async Task Production_wants_its_settings(string name, string value, string said)
    {
        using var place = await RegistrySettings.On(Postgres);
        using var settings = InProduction(place.Postgres!, await PostgresCluster.Database(), (name, value));

        await RefusedStart.Says(settings, said);
    }

    [Fact]
    public async Task All_that_is_missing_or_wrong_is_told_at_once_in_a_line_each()
    {
        using var settings = With(
            "geheim",
            ("ASPNETCORE_ENVIRONMENT", "Production"),
            ("Registry__MasterKey", ""),
            ("Registry__DigestKey", "c2hvcnQ="),
            ("Registry__PreviousMasterKeys__0", "geheim"),
            ("Registry__AllowDevelopmentTokens", "true"),
            ("Registry__DefaultCountry", "Germany"),
            ("Registry__MaxBodyBytes", "1"),
            ("Registry__Streams__KeepAlive", "soon"),
            ("Registry__Rulebook", "/nowhere/rules.yaml"),
            ("Orleans__AdvertisedAddress", "here"),
            ("Registry__FaultPoint", "ChangeStored"));

        var (code, output, errors) = await RegistryProcess.Run(settings, "serve");

        Assert.Equal((2, ""), (code, output));
        Assert.DoesNotContain("geheim", errors, StringComparison.Ordinal);
        string[] wrong =
        [
            "Registry:MasterKey", "Registry:DigestKey", "Registry:PreviousMasterKeys:0",
            "Registry:AllowDevelopmentTokens", "Registry:Authority", "ConnectionStrings:Keys",
            "ConnectionStrings:Registry", "Orleans:AdvertisedAddress", "DefaultCountry", "MaxBodyBytes",
            "Registry:Streams:KeepAlive", "The rulebook has 1 error", "/nowhere/rules.yaml", "Registry:CertificateKey",
            "Registry:FaultPoint is for Development only.",
        ];
        var lines = errors.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.All(wrong, setting => Assert.Single(lines, line => line.Contains(setting, StringComparison.Ordinal)));
        Assert.Equal(wrong.Length, lines.Length);
    }

    [Fact]
    public async Task Keys_and_registry_must_not_share_a_database()
    {
        using var place = await RegistrySettings.On(Postgres);
        using var settings = InProduction(place.Postgres!, place.Postgres!);

        await RefusedStart.Says(settings, "ConnectionStrings:Keys");
    }

    [Fact(Explicit = true)]
    public async Task Another_registrys_key_is_refused()
    {
        using var place = await RegistrySettings.On(Postgres);
        using var first = With(place.Postgres, []);
        await using (await RegistryProcess.Start(first))
        {
        }

        foreach (var name in new[] { "MasterKey", "DigestKey" })
        {
            using var settings = With(place.Postgres, ($"Registry__{name}", Keys.Fresh()));
            await RefusedStart.Says(settings, $"Registry:{name}");
        }
    }

    [Theory(Explicit = true)]
    [InlineData("SQLite")]
    [InlineData("PostgreSQL")]
    public async Task A_database_that_another_digest_key_knows_its_people_by_is_refused(string database)
    {
        using var settings = await RegistrySettings.On(database);
        await using (await RegistryProcess.Start(settings))
        {
        }

        // A whole secret bundle of another registry: its own keys and its own key store, which agree.
        using var elsewhere = RegistrySettings.OnSqlite();
        var mixed = settings with
        {
            More = new Dictionary<string, string>
            {
                ["ASPNETCORE_URLS"] = "http://127.0.0.1:0",
                ["Registry__MasterKey"] = Keys.Master,
                ["Registry__DigestKey"] = Keys.Digest,
                ["ConnectionStrings__Keys"] = $"Data Source={Path.Combine(elsewhere.DataDirectory, "other.db")}",
            },
        };
        await RefusedStart.Says(mixed, "Registry:DigestKey");
    }

    [Fact]
    public async Task Keys_in_a_file_are_refused_where_several_silos_need_them()
    {
        using var place = await RegistrySettings.On(Postgres);
        using var settings = InProduction(
            place.Postgres!, $"Data Source={Path.Combine(place.DataDirectory, "keys.db")}");

        await RefusedStart.Says(settings, "ConnectionStrings:Keys", "all silos share");
    }

    [Fact]
    public async Task A_database_that_is_newer_than_the_program_is_refused()
    {
        using var settings = await RegistrySettings.On(Postgres);
        Assert.Equal(0, (await RegistryProcess.Run(settings, "migrate")).Code);
        await PostgresCluster.Execute(settings.Postgres!, "insert into registry_schema values (900, 899)");

        await RefusedStart.Says(settings, "899");
    }

    [Theory]
    [InlineData("Production")]
    [InlineData("Staging")]
    public async Task A_database_that_acknowledges_before_it_has_stored_is_refused_outside_development(string name)
    {
        using var place = await RegistrySettings.On(Postgres);
        var database = new NpgsqlConnectionStringBuilder(place.Postgres).Database;
        await PostgresCluster.Execute(place.Postgres!, $"alter database {database} set synchronous_commit = off");
        using var settings = InProduction(
            place.Postgres!, await PostgresCluster.Database(), ("ASPNETCORE_ENVIRONMENT", name));

        await RefusedStart.Says(settings, "synchronous_commit");
    }

    [Theory]
    [InlineData("Registry__DefaultCountry", "Germany", "Registry:DefaultCountry")]
    [InlineData("ConnectionStrings__Registry", "Host=127.0.0.1;Port=1;Password=geheim", "Failed to connect")]
    [InlineData("ConnectionStrings__Registry", "geheim", "ConnectionStrings:Registry")]
    [InlineData("ConnectionStrings__Registry", "Host=db;Prt=1;Password=geheim", "ConnectionStrings:Registry")]
    [InlineData("ConnectionStrings__Keys", "geheim", "ConnectionStrings:Keys")]
    public async Task A_setting_that_means_nothing_is_refused_and_not_repeated(string name, string value, string said)
    {
        using var settings = With(name is "ConnectionStrings__Registry" ? value : null, (name, value));

        var told = await RefusedStart.Says(settings, said);

        Assert.DoesNotContain("geheim", told, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("migarte", "migarte")]
    [InlineData("token x", "x")]
    [InlineData("verify --x", "--x")]
    [InlineData("serve again", "again")]
    [InlineData("--nonsense", "--nonsense")]
    [InlineData("--x y", "--x")]
    [InlineData("--Registry:DataDirctory z", "--Registry:DataDirctory")]
    [InlineData("verify --Registry:DataDirctory=z", "--Registry:DataDirctory")]
    [InlineData("token --Orleans:SiloPrt 1", "--Orleans:SiloPrt")]
    [InlineData("migrate --Registry:DefaultCountry", "--Registry:DefaultCountry")]
    public async Task A_mistyped_command_does_nothing_and_is_named(string words, string mistake)
    {
        using var settings = RegistrySettings.OnSqlite();

        var (code, output, errors) = await RegistryProcess.Run(settings, words.Split(' '));

        Assert.Equal((2, ""), (code, output));
        Assert.Contains(mistake, Assert.Single(errors.TrimEnd().Split('\n')), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_setting_on_the_command_line_is_heeded()
    {
        using var settings = RegistrySettings.OnSqlite();

        Assert.Equal(0, (await RegistryProcess.Run(settings, "migrate", "--Registry:DefaultCountry", "DE")).Code);
        Assert.Equal(0, (await RegistryProcess.Run(settings, "migrate", "--Registry:DefaultCountry=DE")).Code);
        Assert.Equal(0, (await RegistryProcess.Run(
            settings, "migrate", "--urls", "http://127.0.0.1:0", "--environment", "Development",
            "--Logging:LogLevel:Default=Warning", "--OTEL_SERVICE_NAME=registry", "--contentRoot", ".",
            $"--registry:previousmasterkeys:0={Keys.Fresh()}", "--Orleans:Messaging:ResponseTimeout=00:00:20")).Code);
    }

    [Fact]
    public async Task A_broken_rulebook_is_refused_with_its_line()
    {
        using var place = RegistrySettings.OnSqlite();
        var path = Path.Combine(place.DataDirectory, "rules.yaml");
        var shipped = await File.ReadAllLinesAsync(Path.Combine(AppContext.BaseDirectory, "rulebook.yaml"));
        var line = Array.FindIndex(shipped, text => text.Contains("basis: CONTRACT", StringComparison.Ordinal));
        shipped[line] = shipped[line].Replace("CONTRACT", "WHIM", StringComparison.Ordinal);
        await File.WriteAllLinesAsync(path, shipped);
        using var settings = With(null, ("Registry__Rulebook", path));

        await RefusedStart.Says(
            settings, string.Create(CultureInfo.InvariantCulture, $"{path}({line + 1})"), "WHIM");
    }

    [Fact]
    public async Task Two_processes_on_one_SQLite_directory_are_refused()
    {
        var first = await SharedSilo.Registry();

        await RefusedStart.Says(first.Settings, "Another process", "PostgreSQL");
    }

    [Theory]
    [InlineData("ASPNETCORE_URLS", "http://127.0.0.1:", "urls")]
    [InlineData("ASPNETCORE_URLS", "http://localhost:", "urls")]
    [InlineData("ASPNETCORE_URLS", "http://*:", "urls")]
    [InlineData("Orleans__SiloPort", "", "Orleans:SiloPort")]
    [InlineData("Orleans__GatewayPort", "", "Orleans:GatewayPort")]
    public async Task An_occupied_port_is_refused_with_the_setting_that_moves_it(
        string name, string before, string setting)
    {
        using var occupied = new TcpListener(IPAddress.Loopback, port: 0);
        occupied.Start();
        var port = ((IPEndPoint)occupied.LocalEndpoint).Port.ToString(CultureInfo.InvariantCulture);
        using var settings = With(null, (name, before + port));

        await RefusedStart.Says(settings, $"Port {port} ", $"set {setting} ");
    }

    private static RegistrySettings InProduction(
        string registry, string keys, params (string Name, string Value)[] changes) => With(
            registry,
            [
                ("ASPNETCORE_ENVIRONMENT", "Production"),
                ("Registry__Authority", "https://login.example.com"),
                ("Registry__CertificateKey", Keys.Fresh()),
                ("ConnectionStrings__Keys", keys),
                .. changes,
            ]);

    private static RegistrySettings With(string? postgres, params (string Name, string Value)[] changes)
    {
        var ports = Ports.Free(2);
        Dictionary<string, string> more = new()
        {
            ["ASPNETCORE_URLS"] = "http://127.0.0.1:0",
            ["Orleans__SiloPort"] = ports[0].ToString(CultureInfo.InvariantCulture),
            ["Orleans__GatewayPort"] = ports[1].ToString(CultureInfo.InvariantCulture),
            ["Registry__MasterKey"] = Keys.Master,
            ["Registry__DigestKey"] = Keys.Digest,
        };
        foreach (var (name, value) in changes)
            more[name] = value;
        return new RegistrySettings { Postgres = postgres, More = more };
    }
}
