using System.Text.Json;
using ZenVoip.Registry.Domain;
using ZenVoip.Registry.Domain.Decisions;
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
    [InlineData("")]
    [InlineData("de")]
    [InlineData("Germany")]
    [InlineData("DE BE")]
    public void What_never_was_one_is_a_fault(string code) => Assert.Throws<JsonException>(() =>
        JsonSerializer.Deserialize<Jurisdiction>(JsonSerializer.Serialize(code), RegistryJson.Options));
}
