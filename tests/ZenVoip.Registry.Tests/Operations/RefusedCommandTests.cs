using ZenVoip.Registry.Tests.Security;

namespace ZenVoip.Registry.Tests.Operations;

/// <summary>A command that cannot be carried out says why in a line, and its exit code is no verdict.</summary>
[Collection(Terminal.Collection)]
public sealed class RefusedCommandTests : IDisposable
{
    private readonly DataDirectory data = new();

    public void Dispose() => data.Dispose();

    [Theory]
    [InlineData("rewrap now", "There is no command now")]
    [InlineData("rewrap --all", "--all is no setting")]
    [InlineData("migrate 12", "There is no command 12")]
    [InlineData("migrate --to=12", "--to is no setting")]
    [InlineData("token --scopes all", "--scopes is no setting")]
    [InlineData("token --lifetime", "--lifetime")]
    [InlineData("verify all", "There is no command all")]
    [InlineData("verify --certificate", "--certificate")]
    [InlineData("verify --keys keys.json", "--keys goes with --certificate")]
    [InlineData("serve -x=1", "-x=1")]
    public async Task What_means_nothing_is_named_and_nothing_is_done(string words, string mistake)
    {
        var (code, output, errors) = await Terminal.Say(words.Split(' '));

        Assert.Equal((2, ""), (code, output));
        Assert.Contains(mistake, Line(errors), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("serve")]
    [InlineData("migrate")]
    [InlineData("verify")]
    [InlineData("rewrap")]
    [InlineData("token")]
    public async Task A_variable_of_ours_that_nobody_reads_is_refused_like_an_argument(string command)
    {
        const string Mistyped = "Registry__DataDirctory";
        Environment.SetEnvironmentVariable(Mistyped, "elsewhere");
        try
        {
            var (code, output, errors) = await Terminal.Run(Missing(), command);

            Assert.Equal((2, ""), (code, output));
            Assert.Equal(
                "Registry:DataDirctory is no setting that anybody reads, and no option of this command: see --help.",
                Line(errors));
            Assert.False(Directory.Exists(Missing()));
        }
        finally
        {
            Environment.SetEnvironmentVariable(Mistyped, null);
        }
    }

    [Fact]
    public async Task Keys_of_a_file_that_nobody_reads_are_refused_a_line_each_and_those_of_others_are_not_ours()
    {
        await File.WriteAllTextAsync(data.File("appsettings.json"), """
            {
              "Registry": {
                "Streams": { "KeepAlife": "00:00:10", "KeepAlive": "00:00:10" },
                "PreviousMasterKeys": [],
                "Webhooks": { "AllowedHosts": [ "hooks.example.com" ] },
                "Nonsense": 1
              },
              "Elsewhere": { "Anything": 1 }
            }
            """);

        var (code, _, errors) = await Terminal.Say("token", "--contentRoot", data.Path);

        Assert.Equal(2, code);
        Assert.Equal(
            ["Registry:Nonsense", "Registry:Streams:KeepAlife"],
            errors.Split(Environment.NewLine, StringSplitOptions.RemoveEmptyEntries)
                .Select(line => line.Split(' ')[0]));
    }

    [Fact]
    public async Task A_file_that_is_no_json_is_named()
    {
        await File.WriteAllTextAsync(data.File("appsettings.json"), "{ not json");

        var (code, _, errors) = await Terminal.Say("migrate", "--contentRoot", data.Path);

        Assert.Equal(2, code);
        Assert.Contains("appsettings.json", Line(errors), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_start_that_is_refused_for_a_setting_makes_nothing()
    {
        var (code, _, errors) = await Terminal.Run(Missing(), "serve", "--Registry:DefaultCountry", "Germany");

        Assert.Equal(2, code);
        Assert.Contains("Registry:DefaultCountry", Line(errors), StringComparison.Ordinal);
        Assert.False(Directory.Exists(Missing()));
    }

    [Theory]
    [InlineData("--urls", "nonsense", "urls")]
    [InlineData("--urls", "http://127.0.0.1:99999", "urls")]
    [InlineData("--Orleans:SiloPort", "70000", "Orleans:SiloPort")]
    [InlineData("--Registry:ExecutionTimeout", "soon", "Registry:ExecutionTimeout")]
    [InlineData("--Registry:AllowDevelopmentTokens", "perhaps", "Registry:AllowDevelopmentTokens")]
    [InlineData("--Orleans:GatewayPort", "-1", "Orleans:GatewayPort")]
    [InlineData("--Registry:TrustedDocuments", "/no/such/folder", "Registry:TrustedDocuments")]
    [InlineData("--Registry:OnlyTrustedDocuments", "true", "Registry:OnlyTrustedDocuments")]
    public async Task What_only_serving_needs_is_looked_at_before_anything_is_made(
        string setting, string value, string named)
    {
        var (code, _, errors) = await Terminal.Say(
            "serve", "--environment", "Development", "--Registry:DataDirectory", Missing(), setting, value);

        Assert.Equal(2, code);
        Assert.Contains(named, Line(errors), StringComparison.Ordinal);
        Assert.False(Directory.Exists(Missing()));
    }

    [Theory]
    [InlineData("serve")]
    [InlineData("migrate")]
    [InlineData("token")]
    public async Task A_data_directory_that_is_a_file_is_told_in_a_line(string command)
    {
        await File.WriteAllTextAsync(data.File("taken"), "");

        var (code, output, errors) = await Terminal.Run(data.File("taken"), command);

        Assert.Equal((2, ""), (code, output));
        Assert.Contains(data.File("taken"), Line(errors), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_empty_scope_makes_no_token_with_all_of_them()
    {
        var (code, output, errors) = await Terminal.Run(data.Path, "token", "--scope", "");

        Assert.Equal((2, ""), (code, output));
        Assert.Contains("--scope", Line(errors), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("verify", "registry.db", 1)]
    [InlineData("migrate", "registry.db", 2)]
    [InlineData("serve", "registry.db", 2)]
    [InlineData("verify", "keys.db", 1)]
    [InlineData("rewrap", "keys.db", 2)]
    [InlineData("serve", "keys.db", 2)]
    public async Task A_damaged_file_is_told_in_a_line(string command, string file, int expected)
    {
        Assert.Equal(0, (await Terminal.Run(data.Path, "migrate")).Code);
        await File.WriteAllTextAsync(data.File(file), new string('?', 10_000));

        var (code, output, errors) = await Terminal.Run(data.Path, command);

        Assert.Equal(expected, code);
        Assert.Contains("is damaged", Line(output + errors), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_that_is_damaged_inside_is_told_too()
    {
        Assert.Equal(0, (await Terminal.Run(data.Path, "migrate")).Code);
        await using (var file = File.OpenWrite(data.File("registry.db")))
        {
            // Behind the header of 100 bytes stands the first page of the schema.
            file.Position = 100;
            await file.WriteAsync(new byte[2_000], TestContext.Current.CancellationToken);
        }

        var (code, output, errors) = await Terminal.Run(data.Path, "verify");

        Assert.Equal((1, ""), (code, errors));
        Assert.Contains("is damaged", Line(output), StringComparison.Ordinal);
    }

    private static string Line(string text) => Assert.Single(text.TrimEnd().Split(Environment.NewLine));

    private string Missing() => data.File("missing");
}
