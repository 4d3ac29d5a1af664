using System.Collections.Immutable;
using ZenVoip.Registry.Server.Rulebook;

namespace ZenVoip.Registry.Tests.Rulebook;

/// <summary>Each case changes one place of the shipped file, and is told its line.</summary>
public sealed class RulebookErrorTests
{
    private static readonly string Text = File.ReadAllText(Shipped.Path);

    [Theory]
    [InlineData("version:", "versoin:", "unknown key 'versoin'")]
    [InlineData("    dpv: dpv:ServiceProvision", "    dpv: ServiceProvision", "'dpv' must be a DPV name")]
    [InlineData("    dpv: dpv:Marketing", "    dvp: dpv:Marketing", "unknown key 'dvp'")]
    [InlineData("effectiveFrom: 2026-11-23", "effectiveFrom: 23.11.2026", "'effectiveFrom' must be a date")]
    [InlineData("  - code: account", "  - code: Account", "'code' must be a purpose such as marketing, not 'Account'")]
    [InlineData("  - code: account", "  - code: unreadable", "'code' must be a purpose such as marketing, not 'unr")]
    [InlineData("  - code: account", "  - code: service", "purpose 'service' stands twice")]
    [InlineData("  - code: TIPA", "  - code: CCPA", "regime 'CCPA' stands twice")]
    [InlineData("    channels: [WEB]", "    channels: [FAX]", "'channels' must be one of APP, EMAIL")]
    [InlineData("    channels: [WEB]", "    channels: [WEB, WEB]", "'WEB' stands twice in 'channels'")]
    [InlineData("    jurisdictions: [GB]", "    jurisdictions: [UKX]", "'jurisdictions' must be a code such as DE")]
    [InlineData("    jurisdictions: [GB]", "    jurisdictions: []", "only DEFAULT, and it alone, has no jurisdictions")]
    [InlineData("    jurisdictions: [GB]", "    jurisdictions: GB", "'jurisdictions' must be a list")]
    [InlineData("    applies: true", "    applies: perhaps", "'applies' must be true or false, not 'perhaps'")]
    [InlineData("zones: [America/Puerto_Rico] }", "zones: [America/Atlantis] }", "'zones' must be an IANA time zone")]
    [InlineData("jurisdiction: US-AL,", "jurisdiction: US-AK,", "the time zones of US-AK stand twice", 1)]
    [InlineData("    opens: \"08:00\"", "    opens: \"8 o'clock\"", "'opens' must be a time of day")]
    [InlineData("    closes: \"21:00\"", "    closes: \"07:00\"", "the hours must close after they open")]
    [InlineData("  - id: service.contract", "  - id: service.end-user", "rule id 'service.end-user' stands twice")]
    [InlineData("  - id: us.service", "  - id: US service", "'id' must be a rule id")]
    [InlineData("    basis: INSTRUCTION", "    basis: A_HUNCH", "'basis' must be NONE or one of CONSENT, CONTRACT")]
    [InlineData("    objection: OPERATOR_ONLY", "    objection: SOMETIMES", "'objection' must be one of ABSOLUTE")]
    [InlineData("    callingHours: tcpa.calling-hours", "    callingHours: siesta", "'callingHours' must be the id of")]
    [InlineData("    consentLifetime: P6M", "    consentLifetime: half a year", "'consentLifetime' must be a period")]
    [InlineData("    purposes: [sale]", "    purposes: [sail]", "'purposes' must be a purpose of this rulebook")]
    [InlineData("    regimes: [US_FEDERAL]", "    regimes: [USA]", "'regimes' must be a regime of this rulebook")]
    [InlineData("    channels: [EMAIL]", "    channels: [WEB, FAX]", "'channels' must be a channel of the rule's")]
    [InlineData("    kinds: [CUSTOMER]", "    kinds: [CLIENT]", "'kinds' must be one of CUSTOMER, END_USER")]
    [InlineData("    obligations: [IDENTIFY_SENDER,", "    obligations: [be nice,", "'obligations' must be a code")]
    [InlineData("    covers: OBJECTABLE", "    covers: LISTED", "purposes are listed where the rule covers LISTED")]
    [InlineData("    from: 2027-01-31", "    from: 2027-02-30", "'from' must be a date")]
    [InlineData("    below: 16", "    below: 160", "'below' must be an age from 1 to 25, not '160'")]
    [InlineData("    source: BILLING", "    source: HEARSAY", "'source' must be one of DECLARED, BILLING")]
    [InlineData("    lifetime: P90D", "    lifetime: [P90D]", "'lifetime' must be a period such as P24M")]
    [InlineData("    source: GPC", "    source: GPC\n    source: GPC", "not valid YAML: Duplicate key", 1)]
    [InlineData("    jurisdictions: [GB]", "    jurisdictions: [GB", "not valid YAML after this")]
    [InlineData("    applies: true", "    applies: true: false", "not valid YAML")]
    public void A_mistake_is_reported_with_its_line(string was, string becomes, string reason, int below = 0)
    {
        var at = Text.IndexOf(was, StringComparison.Ordinal);
        Assert.True(at >= 0, $"The shipped file no longer contains '{was}'.");

        var errors = ErrorsOf(string.Concat(Text.AsSpan(0, at), becomes, Text.AsSpan(at + was.Length)));

        var line = Text.AsSpan(0, at).Count('\n') + 1 + below;
        Assert.Contains(errors, error => error.Line == line && error.Reason.Contains(reason, StringComparison.Ordinal));
        Assert.All(errors, error => Assert.Equal("test.yaml", error.File));
    }

    [Theory]
    [InlineData("    basis: CONTRACT\n", "", "service.contract", "'basis' is missing")]
    [InlineData("    consent: true\n", "    consent: false\n", "marketing.consent",
        "the basis is CONSENT, but consent is not needed")]
    [InlineData("    basis: NONE\n    consent: false\n", "    basis: NONE\n    consent: true\n", "cookies.essential",
        "an essential purpose cannot need consent")]
    [InlineData("    objection: NONE\n", "    objection: ALLOWED\n", "us.compliance",
        "an essential purpose cannot be objected to by the person")]
    [InlineData("    from: 2027-01-31\n", "    from: 2027-01-31\n    until: 2027-01-31\n", "tcpa.stop.revoke-all",
        "a rule must end after it begins", 4)]
    [InlineData("    kinds: [CUSTOMER]\n", "", "communication.customer",
        "rule 'communication.others' never applies", 10)]
    public void A_mistake_of_a_rule_is_reported_where_the_rule_begins(
        string was, string becomes, string rule, string reason, int below = 0)
    {
        var start = Text.IndexOf($"  - id: {rule}\n", StringComparison.Ordinal);
        var at = Text.IndexOf(was, start, StringComparison.Ordinal);

        var errors = ErrorsOf(string.Concat(Text.AsSpan(0, at), becomes, Text.AsSpan(at + was.Length)));

        var error = Assert.Single(errors);
        Assert.Contains(reason, error.Reason, StringComparison.Ordinal);
        Assert.Equal(Text.AsSpan(0, start).Count('\n') + 1 + below, error.Line);
    }

    [Theory]
    [InlineData("code: TIPA")]
    [InlineData("id: tcpa.calling-hours")]
    [InlineData("id: service.contract")]
    [InlineData("id: gpc")]
    [InlineData("id: uk.age")]
    [InlineData("id: zenvoip.source.ip")]
    [InlineData("id: us.toll-records")]
    [InlineData("id: gdpr.answer.others")]
    public void Every_rule_says_where_it_comes_from_and_whether_it_was_compared_with_that(string rule)
    {
        var start = Text.IndexOf($"  - {rule}\n", StringComparison.Ordinal);

        Assert.All((string[])["citation", "verified"], key =>
        {
            var at = Text.IndexOf($"    {key}:", start, StringComparison.Ordinal);
            var error = Assert.Single(ErrorsOf(Text.Remove(at, Text.IndexOf('\n', at) + 1 - at)));
            Assert.Equal(
                ($"'{key}' is missing", Text.AsSpan(0, start).Count('\n') + 1), (error.Reason, error.Line));
        });
    }

    [Theory]
    [InlineData("us.sale", "  - code: sale\n", "no rule for purpose 'sale' under CCPA: Requester, at any date")]
    [InlineData("tcpa.stop", "  - code: US_FEDERAL\n", null)]
    [InlineData("gpc", "  - code: GDPR\n", "no opt-out rule for Gpc under GDPR")]
    [InlineData("zenvoip.source.ip", "jurisdictionSources:\n", "the source IP is missing", 1)]
    public void What_is_missing_is_reported_where_it_is_missed(
        string rule, string place, string? reason, int below = 0)
    {
        var start = Text.IndexOf($"  - id: {rule}\n", StringComparison.Ordinal);
        var end = Text.IndexOf("    verified:", start, StringComparison.Ordinal);
        end = Text.IndexOf('\n', end) + 1;
        var without = Text.Remove(start, end - start);
        if (reason is null)
        {
            Assert.Equal("2026-11-23", RulebookFile.Parse(without, "test.yaml").Version);
            return;
        }

        var line = without.AsSpan(0, without.IndexOf(place, StringComparison.Ordinal)).Count('\n') + 1 + below;
        Assert.Contains(ErrorsOf(without), error =>
            error.Line == line && error.Reason.StartsWith(reason, StringComparison.Ordinal));
    }

    [Fact]
    public void Every_error_is_reported_and_not_only_the_first()
    {
        var wrong = Text.Replace("dpv:Marketing", "Marketing", StringComparison.Ordinal)
            .Replace("    below: 14", "    below: young", StringComparison.Ordinal)
            .Replace("    lifetime: P90D", "    lifetime: long", StringComparison.Ordinal);

        var exception = Assert.Throws<RulebookException>(() => RulebookFile.Parse(wrong, "test.yaml"));

        Assert.Equal(3, exception.Errors.Length);
        Assert.All(exception.Errors, error => Assert.Contains($"{error}", exception.Message, StringComparison.Ordinal));
        Assert.Equal(exception.Errors.OrderBy(error => error.Line), exception.Errors);
    }

    [Theory]
    [InlineData("")]
    [InlineData("just words")]
    [InlineData("- a\n- list")]
    public void A_file_that_is_no_mapping_is_refused(string text) =>
        Assert.Equal("the file must be one YAML mapping", Assert.Single(ErrorsOf(text)).Reason);

    [Fact]
    public void An_empty_mapping_misses_every_section() => Assert.Equal(
        ["ageLimits", "callingHours", "categories", "complaintAuthorities", "effectiveFrom", "grounds",
            "jurisdictionSources", "optOuts", "purposeRules", "purposes", "regimes", "requestAcknowledgements",
            "requestAnswers", "requestAppeals", "requestCalendars", "requestFees", "requestPromises", "requestRecords",
            "requestVerifications", "requestWarnings", "retention", "timeZones", "version"],
        ErrorsOf("{}").Where(error => error.Reason.EndsWith("is missing", StringComparison.Ordinal))
            .Select(error => error.Reason.Split('\''))
            .Where(parts => parts.Length == 3)
            .Select(parts => parts[1])
            .Order());

    [Fact]
    public void A_rulebook_is_refused_before_the_day_on_which_it_takes_effect()
    {
        var day = Shipped.Rules.EffectiveFrom;

        var exception = Assert.Throws<RulebookException>(() => RulebookFile.Parse(Text, "test.yaml", day.AddDays(-1)));

        var error = Assert.Single(exception.Errors);
        Assert.Equal($"the rulebook takes effect on {day:O} only", error.Reason);
        Assert.StartsWith("effectiveFrom:", Text.Split('\n')[error.Line - 1], StringComparison.Ordinal);
        Assert.Equal(day, RulebookFile.Parse(Text, "test.yaml", day).EffectiveFrom);
    }

    [Fact]
    public void A_file_that_is_not_there_is_refused_by_name()
    {
        var exception = Assert.Throws<RulebookException>(
            () => RulebookFile.Load("no-such-rulebook.yaml", TimeProvider.System));

        Assert.Contains("no-such-rulebook.yaml(1): the file cannot be", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_folder_is_refused_as_a_folder()
    {
        var exception = Assert.Throws<RulebookException>(
            () => RulebookFile.Load(AppContext.BaseDirectory, TimeProvider.System));

        Assert.Contains("(1): this is a folder: name the file", exception.Message, StringComparison.Ordinal);
    }

    private static ImmutableArray<RulebookError> ErrorsOf(string text) =>
        Assert.Throws<RulebookException>(() => RulebookFile.Parse(text, "test.yaml")).Errors;
}
