using System.Collections.Immutable;
using ZenVoip.Registry.Server.Rulebook;

namespace ZenVoip.Registry.Tests.Rulebook;

/// <summary>Each case changes one place of what the shipped file says of requests, and is told its line.</summary>
public sealed class RightsErrorTests
{
    private static readonly string Text = File.ReadAllText(Shipped.Path);

    [Theory]
    [InlineData("gdpr.calendar", "    zone: Europe/Brussels", "    zone: Europe/Atlantis", "'zone' must be an IANA", 2)]
    [InlineData("gdpr.calendar", "    regime: GDPR", "    regime: EUROPE", "'regime' must be a regime of this", 1)]
    [InlineData("gdpr.calendar", "    rolls: true", "    rolls: sometimes", "'rolls' must be true or false", 3)]
    [InlineData("uk.calendar", "EASTER-2", "EASTER-TIDE", "'holidays' must be a holiday such as 12-25", 5)]
    [InlineData("uk.calendar", "    inLieu: NEXT_WORKDAY", "    inLieu: LATER", "'inLieu' must be one of MONDAY", 6)]
    [InlineData("ccpa.receipt", "    within: 10 business days", "    within: soon", "'within' must be a term", 3)]
    [InlineData("gdpr.answer", "    rights: [ACCESS,", "    rights: [ACCESSION,", "'rights' must be one of ACCESS", 1)]
    [InlineData("gdpr.answer", "    regimes: [GDPR]", "    regimes: [EU]", "'regimes' must be a regime of this", 2)]
    [InlineData("gdpr.answer", "    extension: 2 months", "    extension: a while", "'extension' must be a term", 4)]
    [InlineData("uk.access", "    stops: [VERIFICATION,", "    stops: [PAYMENT,", "'stops' must be one of", 5)]
    [InlineData("verification.needed", "    expires: P30D", "    expires: 30", "'expires' must be a period", 2)]
    [InlineData("ground.complaint", "    ground: COMPLAINT_UNFOUNDED", "    ground: no", "'ground' must be", 1)]
    [InlineData("uk.authority", "    name: the", "    nome: the", "unknown key 'nome'", 2)]
    [InlineData("tipa.free", "    free: 2", "    free: two", "'free' must be a number from 1 to 99", 3)]
    [InlineData("zenvoip.warning", "    days: 7", "    days: 0", "'days' must be a number from 1 to 99", 1)]
    [InlineData("ccpa.records", "    keepFor: P24M", "    keepFor: long", "'keepFor' must be a period", 1)]
    public void A_mistake_is_reported_with_its_line(string rule, string was, string becomes, string reason, int below)
    {
        var start = StartOf(rule);

        var errors = ErrorsOf(Changed(start, was, becomes));

        Assert.Contains(errors, error => error.Reason.Contains(reason, StringComparison.Ordinal)
            && error.Line == LineOf(start) + below);
    }

    [Theory]
    [InlineData("gdpr.answer", "    extension: 2 months", "    extension: 60 days",
        "an extension is counted as what it extends")]
    [InlineData("verification.needed", "    expires: P30D", "    # expires",
        "what needs verification says when the wait for it ends, and nothing else does")]
    [InlineData("ccpa.105.d.1", "    rights: [ERASURE]", "    rights: [ACCESS]",
        "what lets data be retained lets its erasure be refused")]
    [InlineData("gdpr.answer.others", "    verified: false", "    verified: true",
        "a verified rule names the source that it was compared with, and no other rule does")]
    [InlineData("gdpr.answer", "    verified: true", "    verified: false",
        "a verified rule names the source that it was compared with, and no other rule does")]
    public void A_rule_that_contradicts_itself_is_refused(string rule, string was, string becomes, string reason)
    {
        var start = StartOf(rule);

        var error = Assert.Single(ErrorsOf(Changed(start, was, becomes)));

        Assert.Equal($"rule '{rule}' contradicts itself: {reason}", error.Reason);
        Assert.Equal(LineOf(start), error.Line);
    }

    [Theory]
    [InlineData("zenvoip.default", "no deadline for requests under DEFAULT: Access")]
    [InlineData("tipa.appeal", "no deadline for requests under TIPA: Appeal")]
    [InlineData("verification.needed", "no rule on verification for requests under GDPR: Access")]
    [InlineData("lgpd.calendar", "no calendar for requests under LGPD")]
    [InlineData("uk.authority", "nobody to complain to under UK_GDPR")]
    [InlineData("zenvoip.warning", "'requestWarnings' must be a list")]
    public void What_is_missing_is_reported(string rule, string reason)
    {
        var start = StartOf(rule);
        var end = Text.IndexOf("    verified:", start, StringComparison.Ordinal);
        end = Text.IndexOf('\n', end) + 1;
        if (rule == "verification.needed")
            Assert.Contains("expires", Text[start..end], StringComparison.Ordinal);

        Assert.Contains(ErrorsOf(Text.Remove(start, end - start)), error =>
            error.Reason.StartsWith(reason, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("uk.access", "    regimes: [UK_GDPR]", "    regimes: [UK_GDPR]\n    until: 2030-01-01", null)]
    [InlineData("zenvoip.us", "    regimes: [US_FEDERAL]", "    regimes: [US_FEDERAL]\n    until: 2030-01-01",
        "no deadline for requests under US_FEDERAL: Access, from 2030-01-01")]
    [InlineData("lgpd.statement", "    regimes: [LGPD]", "    regimes: [LGPD, DEFAULT]\n    until: 2026-01-01", null)]
    [InlineData("uk.answer", "    regimes: [UK_GDPR]", "    regimes: [GDPR]",
        "rule 'uk.answer' never applies: the rules before it leave it no case")]
    [InlineData("gdpr.calendar", "    regime: GDPR", "    regime: UK_GDPR",
        "more than one calendar for requests under UK_GDPR")]
    [InlineData("zenvoip.us", "    within: 45 days", "    from: 2027-01-01\n    until: 2026-01-01\n    within: 45 days",
        "a rule must end after it begins")]
    public void A_case_without_a_rule_and_a_rule_without_a_case_are_reported(
        string rule, string was, string becomes, string? reason)
    {
        var changed = Changed(StartOf(rule), was, becomes);

        if (reason is null)
            Assert.Equal("2026-11-23", RulebookFile.Parse(changed, "test.yaml").Version);
        else
            Assert.Contains(ErrorsOf(changed), error => error.Reason.StartsWith(reason, StringComparison.Ordinal));
    }

    private static int StartOf(string rule)
    {
        var start = Text.IndexOf($"  - id: {rule}\n", StringComparison.Ordinal);
        Assert.True(start >= 0, $"The shipped file no longer contains '{rule}'.");
        return start;
    }

    private static int LineOf(int at) => Text.AsSpan(0, at).Count('\n') + 1;

    private static string Changed(int start, string was, string becomes)
    {
        var at = Text.IndexOf(was, start, StringComparison.Ordinal);
        return string.Concat(Text.AsSpan(0, at), becomes, Text.AsSpan(at + was.Length));
    }

    private static ImmutableArray<RulebookError> ErrorsOf(string text) =>
        Assert.Throws<RulebookException>(() => RulebookFile.Parse(text, "test.yaml")).Errors;
}
