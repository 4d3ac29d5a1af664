using System.Text.Json;
using ZenVoip.Registry.Domain;
using ZenVoip.Registry.Domain.Decisions;
using ZenVoip.Registry.Domain.Identifiers;
using ZenVoip.Registry.Grains.Json;

namespace ZenVoip.Registry.Tests.Grains;

/// <summary>What was taken once is read for ever, also where it would be refused today.</summary>
public sealed class OldCodesTests
{
    [Theory]
    [InlineData("XX")]
    [InlineData("UK")]
    [InlineData("EU")]
    [InlineData("US-ZZ")]
    [InlineData("DE-BE")]
    public void A_jurisdiction_that_is_stored_loads_and_says_the_same(string code)
    {
        var stored = $$"""{"status":"ACTIVE","jurisdictions":[{"code":"{{code}}","expiresAt":null}]}""";

        var profile = JsonSerializer.Deserialize<DecisionProfile>(stored, RegistryJson.Options)!;

        Assert.Equal(code, Assert.Single(profile.Jurisdictions).Code.Value);
        Assert.Contains(
            $"\"{code}\"", JsonSerializer.Serialize(profile, RegistryJson.Options), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("EMAIL", "Ada@Example.ORG")]
    [InlineData("EMAIL", "ada@xn--a.example")]
    [InlineData("PHONE", "+49")]
    [InlineData("SIP", "sip:\u0378@example.org")]
    public void An_identifier_that_is_stored_loads_and_says_the_same(string type, string value)
    {
        var stored = JsonSerializer.Serialize<string[]>([type, value], RegistryJson.Options);

        var identifier = JsonSerializer.Deserialize<Identifier>(stored, RegistryJson.Options)!;

        Assert.Null(Identifier.TryCreate(identifier.Type, value));
        Assert.Equal(value, identifier.Value);
        Assert.Equal(stored, JsonSerializer.Serialize(identifier, RegistryJson.Options));
    }

    [Theory]
    [InlineData("""["EMAIL"]""")]
    [InlineData("""["EMAIL", null]""")]
    [InlineData("""["HOROSCOPE", "lion"]""")]
    public void What_has_not_the_form_of_an_identifier_is_a_fault(string stored) => Assert.Throws<JsonException>(() =>
        JsonSerializer.Deserialize<Identifier>(stored, RegistryJson.Options));

    [Theory]
    [InlineData("")]
    [InlineData("de")]
    [InlineData("Germany")]
    [InlineData("DE BE")]
    public void What_never_was_one_is_a_fault(string code) => Assert.Throws<JsonException>(() =>
        JsonSerializer.Deserialize<Jurisdiction>(JsonSerializer.Serialize(code), RegistryJson.Options));
}
