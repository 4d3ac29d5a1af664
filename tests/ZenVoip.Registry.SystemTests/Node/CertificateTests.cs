using System.Text.Json.Nodes;
using ZenVoip.Registry.Domain.Deletions;
using ZenVoip.Registry.Server.Deletions;
using ZenVoip.Registry.Server.Security;
using ZenVoip.Registry.SystemTests.Harness;

namespace ZenVoip.Registry.SystemTests.Node;

/// <summary>A certificate is checked by the command, offline, and by other people's tools: with one verdict.</summary>
public sealed class CertificateTests(CertificateTests.Published published) : IClassFixture<CertificateTests.Published>
{
    private static readonly DeletionCertificate Content = new("req_1", DateTimeOffset.UnixEpoch, []);

    private readonly RegistrySettings settings = published.Settings;
    private readonly string keys = published.Keys;

    [Fact]
    public async Task The_command_says_that_it_is_valid_and_what_it_says()
    {
        var (code, output, errors) = await Verify(Signed());

        Assert.True(code == 0, errors);
        Assert.StartsWith("VALID: signed with key ", output, StringComparison.Ordinal);
        Assert.Contains("req_1", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_command_needs_the_published_keys_and_nothing_else()
    {
        using var elsewhere = RegistrySettings.OnSqlite();
        var offline = elsewhere with
        {
            More = new Dictionary<string, string> { ["ASPNETCORE_ENVIRONMENT"] = "Production" },
            Postgres = "Host=127.0.0.1;Port=1",
        };

        var (code, output, errors) = await RegistryProcess.Run(
            offline, "verify", "--certificate", File("certificate", Signed()), "--keys", File("keys", keys));

        Assert.True(code == 0, output + errors);
        Assert.Empty(Directory.EnumerateFileSystemEntries(elsewhere.DataDirectory));
    }

    [Fact]
    public async Task The_command_says_no_to_what_was_changed_or_cut_or_is_anothers()
    {
        var changed = JsonNode.Parse(Signed())!;
        changed["payload"] = JsonNode.Parse(Signed(Content with { Cause = "req_2" }))!["payload"]!.DeepClone();
        var another = new CertificateSigner(new byte[32]).Sign(Content);

        var verdicts = new[]
        {
            await Verify(changed.ToJsonString()), await Verify(Signed()[..^9]), await Verify(another),
        };

        Assert.Equal([1, 1, 2], verdicts.Select(verdict => verdict.Code));
        Assert.All(
            verdicts.Zip(["changed", "not a whole one", "none of the keys"]),
            pair => Assert.Contains(pair.Second, pair.First.Output, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_file_that_is_not_there_is_told_by_another_code()
    {
        var (code, _, errors) = await RegistryProcess.Run(settings, "verify", "--certificate", "nowhere");

        Assert.Equal(2, code);
        Assert.Equal("nowhere cannot be read.", errors.Trim());
    }

    [Fact]
    public async Task Tools_of_other_people_come_to_the_same_verdict()
    {
        var good = JsonNode.Parse(Signed())!;
        var bad = good.DeepClone();
        bad["payload"] = "e30";

        var valid = await Outside(good, JsonNode.Parse(keys)!);
        var changed = await Outside(bad, JsonNode.Parse(keys)!);
        var unknown = await Outside(
            good, JsonNode.Parse(CertificateKeys.Published([new CertificateSigner(new byte[32]).Key]))!);

        Assert.Equal("req_1", valid["jose"]!["content"]!["cause"]!.GetValue<string>());
        Assert.True(valid["node"]!.GetValue<bool>() && valid["named"]!.GetValue<bool>());
        Assert.Equal("ERR_JWS_SIGNATURE_VERIFICATION_FAILED", changed["jose"]!["code"]!.GetValue<string>());
        Assert.False(changed["node"]!.GetValue<bool>());
        Assert.Equal("ERR_JWKS_NO_MATCHING_KEY", unknown["jose"]!["code"]!.GetValue<string>());
        Assert.False(unknown["node"]!.GetValue<bool>());
    }

    private static Task<JsonNode> Outside(JsonNode certificate, JsonNode keys) =>
        NodeScript.Run("certificate-check.mjs", new { certificate, keys });

    /// <summary>By the key that the silo made.</summary>
    private string Signed(DeletionCertificate? content = null) => new CertificateSigner(KeyBytes.Parse(
        "the key", System.IO.File.ReadAllText(Path.Combine(settings.DataDirectory, CertificateKeys.FileName))))
        .Sign(content ?? Content);

    private Task<(int Code, string Output, string Errors)> Verify(string certificate) =>
        RegistryProcess.Run(settings, "verify", "--certificate", File("certificate", certificate));

    private string File(string name, string text)
    {
        var path = Path.Combine(settings.DataDirectory, name);
        System.IO.File.WriteAllText(path, text);
        return path;
    }

    /// <summary>A silo makes the key and publishes it; then there is no silo any more.</summary>
    public sealed class Published : IAsyncLifetime
    {
        internal RegistrySettings Settings { get; } = RegistrySettings.OnSqlite();

        public string Keys { get; private set; } = "";

        public async ValueTask InitializeAsync()
        {
            await using var silo = await RegistryProcess.Start(Settings);
            using var anybody = new HttpClient { BaseAddress = silo.Address };
            Keys = await anybody.GetStringAsync("/certificates/keys");
        }

        public ValueTask DisposeAsync()
        {
            Settings.Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
