using System.Buffers.Text;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using ZenVoip.Registry.Domain;
using ZenVoip.Registry.Domain.Deletions;
using ZenVoip.Registry.Server.Deletions;
using ZenVoip.Registry.Tests.Published;
using static ZenVoip.Registry.Tests.Deletions.Office;
using static ZenVoip.Registry.Tests.Subjects.Told;

namespace ZenVoip.Registry.Tests.Deletions;

/// <summary>A certificate is believed when the registry signed exactly this, and not otherwise.</summary>
public sealed class CertificateTests
{
    private static readonly CertificateSigner Ours = Signer(1);

    private static readonly PublishedSchema Schema =
        new(typeof(DeletionCertificate), "src/ZenVoip.Registry.Server/Deletions/certificate.schema.json");

    /// <summary>One line of every outcome.</summary>
    private static DeletionCertificate Certificate
    {
        get
        {
            var unknown = DataCategory.TryParse("VOICEMAIL")!.Value;
            var duty = new Duty(Controller.ZenVoip, Billing, After: null, Noon.AddYears(7), "tax");
            var book = new DeletionBook()
                .Wished(Mint(), Free with { Duties = [duty] }, Erase(CallRecords), Erase(Billing), Erase(unknown))
                .Confirmed("ord_1")
                .RetainedBy("ord_2", Noon.AddYears(1));
            return book.Certify(Demand, Noon.AddDays(2));
        }
    }

    /// <summary>Where a file is broken: in each of its three parts, and in how they are put together.</summary>
    public static TheoryData<string> Parts => ["protected", "payload", "signature"];

    [Fact]
    public void It_says_what_was_certified()
    {
        var found = CertificateCheck.Check(Ours.Sign(Certificate), [Ours.Key]);

        Assert.Equal(CertificateVerdict.Valid, found.Verdict);
        Assert.Equal(Json(Certificate), Json(found.Certificate!));
        Assert.Equal(4, found.Certificate!.Deletions.Length);
    }

    [Theory]
    [MemberData(nameof(Parts))]
    public void No_character_of_it_can_be_changed(string part)
    {
        var file = JsonNode.Parse(Ours.Sign(Certificate))!;
        var text = file[part]!.GetValue<string>();
        // The last character of 64 bytes holds four bits that mean nothing.
        for (var place = 0; place < text.Length - (part == "signature" ? 1 : 0); place++)
        {
            file[part] = $"{text[..place]}{(text[place] == 'A' ? 'B' : 'A')}{text[(place + 1)..]}";

            Assert.NotEqual(
                CertificateVerdict.Valid, CertificateCheck.Check(file.ToJsonString(), [Ours.Key]).Verdict);
        }
    }

    [Fact]
    public void Other_words_under_the_same_signature_are_told()
    {
        var file = JsonNode.Parse(Ours.Sign(Certificate))!;
        var other = Certificate with { Cause = "req_2" };
        file["payload"] = Base64Url.EncodeToString(Encoding.UTF8.GetBytes(Json(other)));

        Assert.Equal(
            CertificateVerdict.WrongSignature, CertificateCheck.Check(file.ToJsonString(), [Ours.Key]).Verdict);
    }

    [Fact]
    public void A_file_that_was_cut_is_no_certificate()
    {
        var file = Ours.Sign(Certificate);

        Assert.All(
            Enumerable.Range(0, file.Length),
            length => Assert.Equal(
                new CheckedCertificate(CertificateVerdict.Malformed),
                CertificateCheck.Check(file[..length], [Ours.Key])));
    }

    [Fact]
    public void A_key_that_is_not_known_is_named()
    {
        var found = CertificateCheck.Check(Signer(2).Sign(Certificate), [Ours.Key]);

        Assert.Equal(new CheckedCertificate(CertificateVerdict.UnknownKey, Signer(2).Key.Id), found);
    }

    [Fact]
    public void A_key_of_another_name_is_not_tried()
    {
        var (mine, theirs) = (JsonNode.Parse(Ours.Sign(Certificate))!, JsonNode.Parse(Signer(2).Sign(Certificate))!);
        theirs["protected"] = mine["protected"]!.DeepClone();

        Assert.Equal(
            CertificateVerdict.WrongSignature,
            CertificateCheck.Check(theirs.ToJsonString(), [Ours.Key, Signer(2).Key]).Verdict);
    }

    [Theory]
    [InlineData("alg", "none")]
    [InlineData("alg", "HS256")]
    [InlineData("typ", "JWT")]
    [InlineData("cty", "vnd.zenvoip.deletion-certificate.v2+json")]
    [InlineData("crit", "exp")]
    public void What_was_signed_for_something_else_is_no_certificate(string name, string value)
    {
        var file = JsonNode.Parse(Ours.Sign(Certificate))!;
        var header = JsonNode.Parse(Base64Url.DecodeFromChars(file["protected"]!.GetValue<string>()))!;
        header[name] = value;
        file["protected"] = Base64Url.EncodeToString(Encoding.UTF8.GetBytes(header.ToJsonString()));

        Assert.Equal(
            CertificateVerdict.Malformed, CertificateCheck.Check(file.ToJsonString(), [Ours.Key]).Verdict);
    }

    [Fact]
    public void A_member_that_comes_twice_is_not_believed_either_way()
    {
        var file = Ours.Sign(Certificate);

        Assert.Equal(
            CertificateVerdict.Malformed,
            CertificateCheck.Check($$"""{"payload":"e30",{{file[1..]}}""", [Ours.Key]).Verdict);
    }

    [Fact]
    public void The_committed_schema_is_that_of_certificates() => Schema.MustBeCommitted();

    [Fact]
    public void The_schema_accepts_a_certificate_and_nothing_else()
    {
        var missing = JsonNode.Parse(Json(Certificate))!;
        missing["deletions"]![0]!.AsObject().Remove("outcome");
        var more = JsonNode.Parse(Json(Certificate))!;
        more["name"] = "a person";

        Assert.True(Schema.Accepts(Json(Certificate)));
        Assert.False(Schema.Accepts(missing.ToJsonString()));
        Assert.False(Schema.Accepts(more.ToJsonString()));
    }

    internal static CertificateSigner Signer(byte seed) => new([.. Enumerable.Repeat(seed, 32)]);

    private static string Json(DeletionCertificate certificate) =>
        JsonSerializer.Serialize(certificate, PublishedJson.Options);
}
