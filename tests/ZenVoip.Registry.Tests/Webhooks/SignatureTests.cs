using System.Text;
using System.Text.Json.Nodes;
using ZenVoip.Registry.Grains.Holders;
using ZenVoip.Registry.Grains.Secrecy;
using ZenVoip.Registry.Server.Webhooks;
using ZenVoip.Registry.Tests.Security;
using ZenVoip.Registry.Tests.Subjects;

namespace ZenVoip.Registry.Tests.Webhooks;

/// <summary>What is sent, by Standard Webhooks 1.0.</summary>
public sealed class SignatureTests
{
    [Fact]
    public void A_known_letter_has_the_known_signature()
    {
        var secret = SigningSecret.Parse("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw");

        var signature = secret.Sign(
            "msg_p5jXN8AQM9LWM0D4loKWxJek",
            DateTimeOffset.FromUnixTimeSeconds(1614265330),
            "{\"test\": 2432232314}"u8);

        Assert.Equal("v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=", signature);
    }

    [Fact]
    public void A_secret_is_what_its_data_key_gives_and_is_printed_nowhere()
    {
        using var key = new SubjectKey("sys_billing#1", TestKeys.Bytes(7));
        using var other = new SubjectKey("sys_billing#2", TestKeys.Bytes(8));

        var secret = SigningSecret.Of(key);

        Assert.Equal(secret.Reveal(), SigningSecret.Of(key).Reveal());
        Assert.NotEqual(secret.Reveal(), SigningSecret.Of(other).Reveal());
        Assert.Equal(32, Convert.FromBase64String(secret.Reveal()["whsec_".Length..]).Length);
        Assert.DoesNotContain(Convert.ToBase64String(TestKeys.Bytes(7)), secret.Reveal(), StringComparison.Ordinal);
        Assert.Equal("SigningSecret", $"{secret}");
    }

    [Theory]
    [InlineData("ord_1", "DELETE", "deletion_order.issued")]
    [InlineData("tsk_1", "EXPORT", "holder_task.issued")]
    public void A_letter_names_the_work_and_nobody(string id, string kind, string type)
    {
        var letter = Letter.Of(new Errand(id, "sub_secret", kind, Told.Noon, Attempts: 3));

        var body = JsonNode.Parse(letter.Body.Span)!.AsObject();
        Assert.Equal(["type", "timestamp", "data"], body.Select(part => part.Key));
        Assert.Equal(["id", "kind"], body["data"]!.AsObject().Select(part => part.Key));
        string[] said = [(string)body["type"]!, (string)body["data"]!["id"]!, (string)body["data"]!["kind"]!];
        Assert.Equal([type, id, kind], said);
        Assert.Equal(Told.Noon, DateTimeOffset.Parse((string)body["timestamp"]!, null));
        Assert.DoesNotContain("sub_", Encoding.UTF8.GetString(letter.Body.Span), StringComparison.Ordinal);
        Assert.DoesNotContain('.', letter.Id);
    }

    [Fact]
    public void A_notice_names_what_it_is_about_under_an_id_of_its_own()
    {
        var letter = Letter.Of(new Errand("ntc_1_pager", "sub_secret", "ANSWER", Told.Noon, Attempts: 3)
        {
            Notice = new("rights_deadline.near", "req_1"),
        });

        Assert.Equal("ntc_1_pager", letter.Id);
        Assert.Equal(
            """{"type":"rights_deadline.near","timestamp":"2026-11-23T12:00:00+00:00","""
            + """ "data":{"id":"req_1","kind":"ANSWER"}}""".TrimStart(),
            Encoding.UTF8.GetString(letter.Body.Span));
    }
}
