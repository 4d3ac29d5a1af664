using System.Diagnostics;
using ZenVoip.Registry.Domain;
using ZenVoip.Registry.Domain.Identifiers;

namespace ZenVoip.Registry.Tests.Identifiers;

public sealed class EmailTests
{
    [Theory]
    [InlineData("ann@example.com", "ann@example.com")]
    [InlineData("  Ann.Lee@Example.COM ", "ann.lee@example.com")]
    [InlineData("o'neil+news@example.co.uk", "o'neil+news@example.co.uk")]
    [InlineData("1@2.example", "1@2.example")]
    [InlineData("anna@münchen.example", "anna@xn--mnchen-3ya.example")]
    [InlineData("anna@MÜNCHEN.example", "anna@xn--mnchen-3ya.example")]
    [InlineData("anna@mu\u0308nchen.example", "anna@xn--mnchen-3ya.example")]
    [InlineData("anna@XN--MNCHEN-3YA.example", "anna@xn--mnchen-3ya.example")]
    [InlineData("anna@straße.example", "anna@xn--strae-oqa.example")]
    [InlineData("иван@почта.рф", "иван@xn--80a1acny.xn--p1ai")]
    [InlineData("ИВАН@ПОЧТА.РФ", "иван@xn--80a1acny.xn--p1ai")]
    [InlineData("yuki@例え。jp", "yuki@xn--r8jz45g.jp")]
    [InlineData("ann@ｅｘａｍｐｌｅ．com", "ann@example.com")]
    [InlineData("JOSÉ@example.es", "josé@example.es")]
    [InlineData("jose\u0301@example.es", "josé@example.es")]
    [InlineData("vie\u0302\u0323t@example.vn", "việt@example.vn")]
    [InlineData("vi\u1EB9\u0302t@example.vn", "việt@example.vn")]
    [InlineData("か\u3099@example.jp", "が@example.jp")]
    [InlineData("\u1112\u1161\u11AB@example.kr", "한@example.kr")]
    [InlineData("\u1F71@example.gr", "\u03AC@example.gr")]
    public void An_address_has_one_form(string text, string canonical) =>
        Assert.Equal(canonical, Parsing.Parse(IdentifierType.Email, text));

    [Theory]
    [InlineData("@example.com", "")]
    [InlineData(".example.com", "ann@")]
    public void However_long_a_run_of_marks_is_it_is_refused_at_once(string after, string before)
    {
        var marks = string.Concat(Enumerable.Repeat("\u0301\u0323", 100_000));
        var started = Stopwatch.GetTimestamp();

        Assert.Null(CanonicalEmail.Of($"{before}a{marks}{after}"));

        Assert.True(Stopwatch.GetElapsedTime(started) < TimeSpan.FromSeconds(2));
    }

    [Fact]
    public void The_longest_way_of_writing_a_local_part_that_fits_is_read()
    {
        var written = string.Concat(Enumerable.Repeat("\u03B1\u0313\u0300\u0345", 21));

        Assert.Equal(
            $"{new string('\u1F82', 21)}@example.gr", CanonicalEmail.Of($"{written}@example.gr"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("ann")]
    [InlineData("@example.com")]
    [InlineData("ann@")]
    [InlineData("ann@example")]
    [InlineData("ann@@example.com")]
    [InlineData("ann@home@example.com")]
    [InlineData("ann lee@example.com")]
    [InlineData("\"ann lee\"@example.com")]
    [InlineData("Ann <ann@example.com>")]
    [InlineData("ann(work)@example.com")]
    [InlineData(".ann@example.com")]
    [InlineData("ann.@example.com")]
    [InlineData("an..n@example.com")]
    [InlineData("ann@.example.com")]
    [InlineData("ann@example.com.")]
    [InlineData("ann@-example.com")]
    [InlineData("ann@example-.com")]
    [InlineData("ann@exam_ple.com")]
    [InlineData("ann@192.0.2.1")]
    [InlineData("ann@[192.0.2.1]")]
    [InlineData("ann@example.123")]
    [InlineData("ann@xn--abc.example")]
    [InlineData("ann@xn--mnchen-psa.example")]
    [InlineData("ann@ﬁsh.example")]
    [InlineData("ann@☃.example")]
    [InlineData("an\u200Bn@example.com")]
    [InlineData("an\u0000n@example.com")]
    [InlineData("ann@example.com\r\nBcc: eve@example.com")]
    public void What_no_mail_can_reach_is_refused(string text) =>
        Assert.Equal("INVALID_IDENTIFIER", Parsing.Parse(IdentifierType.Email, text));

    [Fact]
    public void Half_a_surrogate_is_refused() =>
        Assert.Equal("INVALID_IDENTIFIER", Parsing.Parse(IdentifierType.Email, "an" + '\uD800' + "@example.com"));

    [Theory]
    [InlineData(64, 100, true)]
    [InlineData(65, 100, false)]
    [InlineData(64, 189, true)]
    [InlineData(64, 190, false)]
    public void Long_addresses_end_where_mail_ends(int local, int host, bool accepted)
    {
        var name = string.Join('.', Enumerable.Repeat(new string('h', 49), 4))[..(host - 4)] + ".com";

        var parsed = Parsing.Parse(IdentifierType.Email, $"{new string('a', local)}@{name}");

        Assert.Equal(accepted, parsed != "INVALID_IDENTIFIER");
    }
}
