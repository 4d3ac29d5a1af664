using System.Collections.Immutable;
using ZenVoip.Registry.Server.Rulebook;

namespace ZenVoip.Registry.Tests.Rulebook;

/// <summary>Each case changes one place of what the shipped file says of retention, and is told its line.</summary>
public sealed class RetentionErrorTests
{
    private static readonly string Text = File.ReadAllText(Shipped.Path);

    [Theory]
    [InlineData("  - code: VOICEMAIL", "  - code: Voicemail", "'code' must be a category such as CALL_RECORDS")]
    [InlineData("  - code: VOICEMAIL", "  - code: ACCOUNT", "category 'ACCOUNT' stands twice")]
    [InlineData("    accrues: true", "    accrues: often", "'accrues' must be true or false")]
    [InlineData("    portable: true", "    protable: true", "unknown key 'protable'")]
    [InlineData("    event: CONSENT_ENDED", "    event: MOON", "'event' must be one of CONSENT_ENDED, CONTRACT_ENDED")]
    [InlineData("    keepFor: P18M", "    keepFor: a while", "'keepFor' must be a period")]
    [InlineData("    deleteAfter: P13M", "    deleteAfter: 13", "'deleteAfter' must be a period")]
    [InlineData("    categories: [CALL_RECORDS]", "    categories: [CALLS]", "'categories' must be a category of this")]
    [InlineData("    controllers: [CUSTOMER]", "    controllers: [ACME]", "'controllers' must be one of CUSTOMER")]
    [InlineData("  - id: us.toll-records", "  - id: zenvoip.messages", "rule id 'zenvoip.messages' stands twice")]
    [InlineData("    deleteAfter: P13M", "    from: 2027-01-01\n    until: 2026-01-01\n    deleteAfter: P13M",
        "a rule must end after it begins", 1)]
    public void A_mistake_is_reported_with_its_line(string was, string becomes, string reason, int below = 0)
    {
        var at = Text.IndexOf(was, StringComparison.Ordinal);
        Assert.True(at >= 0, $"The shipped file no longer contains '{was}'.");

        var errors = ErrorsOf(string.Concat(Text.AsSpan(0, at), becomes, Text.AsSpan(at + was.Length)));

        var line = Text.AsSpan(0, at).Count('\n') + 1;
        Assert.Contains(errors, error => error.Reason.Contains(reason, StringComparison.Ordinal)
            && (error.Line == line + below || reason.EndsWith("twice", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("zenvoip.consent-evidence", "    keepFor: P5Y\n", "    keepFor: P6Y\n",
        "rule 'zenvoip.consent-evidence' contradicts itself: it deletes before the duty to keep ends")]
    [InlineData("zenvoip.books", "    event: CREATED\n",
        "    controllers: [ZENVOIP]\n    kinds: [END_USER]\n    event: CREATED\n",
        "rule 'zenvoip.books' contradicts itself: data of an END_USER belongs to a customer")]
    [InlineData("zenvoip.consent-evidence", "    deleteAfter: P5Y\n", "",
        "rule 'zenvoip.consent-evidence' contradicts itself: it keeps proof and does not say when that goes")]
    [InlineData("zenvoip.tracking", "    event: CREATED\n", "    event: CONSENT_ENDED\n",
        "rule 'zenvoip.tracking' keeps 'COOKIES' from the end of a consent: only proof is")]
    public void A_rule_that_contradicts_itself_is_refused(string rule, string was, string becomes, string reason)
    {
        var start = Text.IndexOf($"  - id: {rule}\n", StringComparison.Ordinal);
        var at = Text.IndexOf(was, start, StringComparison.Ordinal);

        var errors = ErrorsOf(string.Concat(Text.AsSpan(0, at), becomes, Text.AsSpan(at + was.Length)));

        Assert.Contains(errors, error => error.Reason == reason);
    }

    [Theory]
    [InlineData("zenvoip.tracking", "event: CREATED", "kinds: [VISITOR]\n    event: CREATED",
        "no retention rule for category 'USAGE': Zenvoip, Requester")]
    [InlineData("zenvoip.tracking", "event: CREATED", "regimes: [GDPR]\n    event: CREATED",
        "no retention rule for category 'USAGE': Zenvoip, Requester")]
    [InlineData("zenvoip.account", "event: CONTRACT_ENDED", "until: 2030-01-01\n    event: CONTRACT_ENDED",
        "no retention rule for category 'ACCOUNT': Zenvoip, Requester, from 2030-01-01")]
    public void A_case_without_a_rule_is_reported_at_its_category(
        string rule, string was, string becomes, string reason)
    {
        var start = Text.IndexOf($"  - id: {rule}\n", StringComparison.Ordinal);
        var at = Text.IndexOf(was, start, StringComparison.Ordinal);

        var errors = ErrorsOf(string.Concat(Text.AsSpan(0, at), becomes, Text.AsSpan(at + was.Length)));

        Assert.Contains(errors, error => error.Reason.StartsWith(reason, StringComparison.Ordinal));
    }

    private static ImmutableArray<RulebookError> ErrorsOf(string text) =>
        Assert.Throws<RulebookException>(() => RulebookFile.Parse(text, "test.yaml")).Errors;
}
