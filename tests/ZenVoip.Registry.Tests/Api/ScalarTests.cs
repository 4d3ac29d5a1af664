using ZenVoip.Registry.Server.Api;

namespace ZenVoip.Registry.Tests.Api;

public sealed class ScalarTests
{
    [Theory]
    [InlineData("2026-11-23T10:00:00Z", "2026-11-23T10:00:00Z")]
    [InlineData("2026-11-23t10:00:00z", "2026-11-23T10:00:00Z")]
    [InlineData("2026-11-23T10:00:00+01:00", "2026-11-23T09:00:00Z")]
    [InlineData("2026-11-23T10:00:00.5-05:30", "2026-11-23T15:30:00.5Z")]
    [InlineData("2026-11-23T10:00:00.123456Z", "2026-11-23T10:00:00.123456Z")]
    [InlineData("2026-11-23T10:00:00.123456700+00:00", "2026-11-23T10:00:00.123456Z")]
    public void An_instant_is_read_as_RFC_3339_writes_it(string text, string instant)
    {
        var scalar = new DateTimeScalar();

        Assert.Equal(instant, scalar.Serialize(scalar.ParseValue(text)));
    }

    [Theory]
    [InlineData("11/12/2026 10:00:00 +01:00")]
    [InlineData("10:00:00.0000 2026-11-23")]
    [InlineData("2026-11-23 10:00:00Z")]
    [InlineData("2026-11-23T10:00:00")]
    [InlineData("2026-11-23T10:00:00.Z")]
    [InlineData("2026-11-23T10:00:00+0100")]
    [InlineData("2026-11-23T10:00:00 +01:00")]
    [InlineData("2026-11-23T10:00:00+15:00")]
    [InlineData("2026-11-23T10:00Z")]
    [InlineData("2026-02-30T10:00:00Z")]
    [InlineData("2026-11-23T10:00:00Z\n")]
    [InlineData(" 2026-11-23T10:00:00Z")]
    [InlineData("2026-11-23T10:00:00GMT")]
    [InlineData("٢٠٢٦-11-23T10:00:00Z")]
    [InlineData("")]
    public void Anything_else_is_no_instant(string text) => Assert.False(new DateTimeScalar().CanParseValue(text));
}
