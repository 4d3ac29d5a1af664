using System.Buffers.Text;
using Microsoft.Extensions.Hosting;
using ZenVoip.Registry.Domain.Deletions;
using ZenVoip.Registry.Server.Deletions;
using ZenVoip.Registry.Server.Security;
using ZenVoip.Registry.Tests.Security;

namespace ZenVoip.Registry.Tests.Deletions;

/// <summary>Keys that sign certificates: which there are, and what is published of them.</summary>
public sealed class CertificateKeyTests : IDisposable
{
    // RFC 8037, appendix A.
    private const string Secret = "nWGxne_9WmC6hEr0kuwsxERJxWl7MmkZcDusAxyuf2A";
    private const string X = "11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo";
    private const string Thumbprint = "kPrK_qmxVWaYVA9wwBF6Iuo3vVzz7TxHCTwXBygrS4k";

    private static readonly DeletionCertificate Empty = new("req_1", default, []);
    private readonly DataDirectory data = new();

    public void Dispose() => data.Dispose();

    [Fact]
    public void A_key_and_its_name_are_those_of_the_RFC()
    {
        var signer = new CertificateSigner(Base64Url.DecodeFromChars(Secret));

        Assert.Equal(X, signer.Key.X);
        Assert.Equal(Thumbprint, signer.Key.Id);
        Assert.Equal(Thumbprint, CertificateKey.TryParse(X)!.Id);
    }

    [Fact]
    public void A_signature_is_that_of_the_RFC()
    {
        const string Message = "eyJhbGciOiJFZERTQSJ9.RXhhbXBsZSBvZiBFZDI1NTE5IHNpZ25pbmc";
        const string Signature =
            "hgyY0il_MGCjP0JzlnLWG1PPOt7-09PGcvMg3AIbQR6dWbhijcNR4ki4iylGjg5BhVsPt9g7sVvpAr_MuM0KAg";

        var key = CertificateKey.TryParse(X)!;

        Assert.True(key.Made(Base64Url.DecodeFromChars(Signature), System.Text.Encoding.ASCII.GetBytes(Message)));
        Assert.False(key.Made(Base64Url.DecodeFromChars(Signature), "another"u8));
        Assert.False(key.Made([1, 2, 3], System.Text.Encoding.ASCII.GetBytes(Message)));
    }

    [Fact]
    public void Development_makes_its_key_once_and_finds_it_again()
    {
        var options = new RegistrySecurityOptions { DataDirectory = data.Path };

        Assert.Equal(Of(options).Signer.Key.Id, Of(options).Signer.Key.Id);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("c2hvcnQ=")]
    public void Production_does_not_start_without_a_key(string? key)
    {
        var refused = Assert.Throws<StartRefusedException>(() => CertificateKeys.Of(
            new RegistrySecurityOptions { CertificateKey = key }, TestKeys.Environment(Environments.Production)));

        Assert.Contains("Registry:CertificateKey", refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("c2hvcnQ")]
    [InlineData("not base64url")]
    [InlineData("nWGxne_9WmC6hEr0kuwsxERJxWl7MmkZcDusAxyuf2A=AAAA")]
    public void A_retired_key_that_is_none_stops_the_start_and_is_not_repeated(string x)
    {
        var refused = Assert.Throws<StartRefusedException>(() =>
            Of(new RegistrySecurityOptions { DataDirectory = data.Path, RetiredCertificateKeys = { X, x } }));

        Assert.Contains("Registry:RetiredCertificateKeys:1", refused.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(x, refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void After_a_rotation_old_certificates_are_still_checked_by_what_is_published()
    {
        var before = new CertificateSigner(Base64Url.DecodeFromChars(Secret));
        var after = Of(new RegistrySecurityOptions
        {
            CertificateKey = Convert.ToBase64String(new byte[32]),
            RetiredCertificateKeys = { before.Key.X },
        });

        var published = CertificateKeys.Read(CertificateKeys.Published(after.Public))!;

        Assert.Equal(2, published.Count);
        Assert.Equal(CertificateVerdict.Valid, CertificateCheck.Check(before.Sign(Empty), published).Verdict);
        Assert.Equal(CertificateVerdict.Valid, CertificateCheck.Check(after.Signer.Sign(Empty), published).Verdict);
        Assert.NotEqual(before.Key.Id, after.Signer.Key.Id);
    }

    [Fact]
    public void Nothing_secret_is_published_or_printed()
    {
        var signer = new CertificateSigner(Base64Url.DecodeFromChars(Secret));

        Assert.DoesNotContain("\"d\"", CertificateKeys.Published([signer.Key]), StringComparison.Ordinal);
        Assert.DoesNotContain(Secret, CertificateKeys.Published([signer.Key]), StringComparison.Ordinal);
        Assert.DoesNotContain(Secret, signer.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"keys":[{"kty":"RSA","n":"x"},{"kty":"OKP","crv":"X25519","x":"x"},{"kty":"OKP"},7]}""", 0)]
    [InlineData($$"""{"keys":[{"kty":"OKP","crv":"Ed25519","x":"{{X}}"}]}""", 1)]
    public void Keys_of_other_kinds_are_passed_over(string set, int expected) =>
        Assert.Equal(expected, CertificateKeys.Read(set)!.Count);

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("""{"keys":{}}""")]
    [InlineData("""{"keys":[""")]
    public void What_is_no_set_of_keys_is_told(string text) => Assert.Null(CertificateKeys.Read(text));

    private static CertificateKeys Of(RegistrySecurityOptions options) =>
        CertificateKeys.Of(options, TestKeys.Environment(Environments.Development));
}
