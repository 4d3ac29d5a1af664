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

    /// <summary>A no is not refused for how its purpose is written.</summary>
    [Theory]
    [InlineData("marketing", "marketing")]
    [InlineData("Marketing", "marketing")]
    [InlineData(" Cookies.Essential\n", "cookies.essential")]
    [InlineData("promo messages", "unreadable")]
    [InlineData("a\0b", "unreadable")]
    [InlineData("7", "unreadable")]
    [InlineData("", "unreadable")]
    public void Every_text_is_read_as_a_purpose(string text, string purpose)
    {
        var scalar = new PurposeScalar();

        Assert.Equal(purpose, scalar.Serialize(scalar.ParseValue(text)));
        Assert.False(scalar.CanParseValue(7));
    }

    [Theory]
    [InlineData("BILLING", "BILLING")]
    [InlineData("call_Records ", "CALL_RECORDS")]
    [InlineData("my calls", "UNREADABLE")]
    [InlineData("", "UNREADABLE")]
    public void Every_text_is_read_as_a_category(string text, string category)
    {
        var scalar = new DataCategoryScalar();

        Assert.Equal(category, scalar.Serialize(scalar.ParseValue(text)));
    }
}
