using System.Text;
using ZenVoip.Registry.Domain;
using ZenVoip.Registry.Server.Api;
using ZenVoip.Registry.Server.Guard;
using ZenVoip.Registry.Server.Subjects;
using ZenVoip.Registry.Tests.Identifiers;
using static ZenVoip.Registry.Tests.Subjects.Told;

namespace ZenVoip.Registry.Tests.Calls;

/// <summary>
/// Half of a character (a lone surrogate) has no bytes: what is made of it is another text, or a fault. It can come in
/// by an escape in a query, and is refused like a control character.
/// </summary>
public sealed class BrokenTextTests
{
    public static TheoryData<string> Broken =>
        ["\ud83d", "\ude00", "a\ud83db", "a\ude00", "\ude00\ud83d", "\ud83d\ud83d\ude00", "\u0000", "a\u0085"];

    [Theory]
    [MemberData(nameof(Broken))]
    public void A_yes_is_refused_with_evidence_that_cannot_be_kept(string text) => Assert.All(
        [new Evidence(text), new Evidence("form", text), new Evidence("form", null, text)],
        evidence => Assert.Equal("EVIDENCE_INVALID", CodeOf(
            Customer().Decide(Answer(ConsentStatus.Given) with { Evidence = evidence }, Noon))));

    [Theory]
    [MemberData(nameof(Broken))]
    public void A_no_is_kept_with_what_can_be_kept_of_its_evidence(string text)
    {
        var no = Answer(ConsentStatus.Withdrawn) with { Evidence = new(text + "x", text + "😀", text + "z") };

        var kept = Assert.Single(Customer().After(no, Noon).Consents.Consents).Evidence;
        Assert.All(
            [kept.Method, kept.NoticeVersion!, kept.Source!],
            part => Assert.Equal(part, Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(part))));
        Assert.EndsWith("x", kept.Method, StringComparison.Ordinal);
        Assert.EndsWith("😀", kept.NoticeVersion, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Broken))]
    public void No_identifier_of_any_type_holds_it(string text) => Assert.All(
        Enum.GetValues<IdentifierType>(),
        type => Assert.All(
            [text, $"anna{text}@example.org", $"sip:{text}@example.org", $"anna@{text}.org", $"+4930123456{text}"],
            value => Assert.Equal("INVALID_IDENTIFIER", Parsing.Parse(type, value))));

    [Theory]
    [MemberData(nameof(Broken))]
    public void No_operation_is_named_by_it(string text) => Assert.False(OperationReplay.IsValid(text));

    [Theory]
    [MemberData(nameof(Broken))]
    public void No_cursor_is_made_of_it_or_holds_it(string text)
    {
        Assert.Equal("CURSOR_INVALID", Assert.Throws<GraphFault>(() => Cursors.Text(text)).Code);
        if (text.Any(char.IsControl))
            Assert.Equal("CURSOR_INVALID", Assert.Throws<GraphFault>(() => Cursors.Text(Cursors.Of(text))).Code);
    }

    [Theory]
    [InlineData("")]
    [InlineData("crm-7")]
    [InlineData("größer 😀")]
    public void Whole_characters_are_plain(string text) => Assert.True(text.IsPlain);
}
