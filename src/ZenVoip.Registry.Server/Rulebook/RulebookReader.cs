using System.Collections.Immutable;
using ZenVoip.Registry.Domain;
using ZenVoip.Registry.Domain.Rulebook;

namespace ZenVoip.Registry.Server.Rulebook;

/// <summary>Reads the sections of a rulebook in the order of their references, and checks the whole.</summary>
internal sealed class RulebookReader(Findings findings, DateOnly? today)
{
    /// <summary>The wire names of what an observation of a jurisdiction may come from.</summary>
    private static readonly string[] Sources = ["DECLARED", "BILLING", "PHONE_PREFIX", "IP", "OPERATOR"];

    private static readonly Kind<Purpose> PurposeCode =
        Kinds.Code<Purpose>("a purpose such as marketing").But(Purpose.Unreadable);

    private static readonly Kind<Jurisdiction> Code = Kinds.Code<Jurisdiction>("a code such as DE or US-TN");

    public Clauses Read(Fields root)
    {
        var purposes = root.Each("purposes", ReadPurpose);
        var regimes = root.Each("regimes", ReadRegime);
        var areNamed = findings.Count == 0;
        var names = new Names([.. purposes], [.. regimes.Select(regime => regime.Code)]);
        var rules = new RuleReader(findings, names);
        var retention = new RetentionReader(findings, names.Regimes);
        var rights = new RightsReader(findings, names.Regimes);
        var hours = root.Each("callingHours", rules.ReadHours);
        var clauses = new Clauses
        {
            Version = root.One("version", Kinds.Text, ""),
            EffectiveFrom = root.One("effectiveFrom", Kinds.Date, default),
            Purposes = purposes,
            Regimes = regimes,
            PurposeRules = root.Each("purposeRules", fields => rules.ReadPurposeRule(fields, hours)),
            OptOutRules = root.Each("optOuts", rules.ReadOptOutRule),
            AgeLimits = root.Each("ageLimits", rules.ReadAgeLimit),
            SourceLifetimes = root.Each("jurisdictionSources", fields => rules.ReadLifetime(fields, Sources)),
            TimeZones = ReadTimeZones(root),
            Retention = retention.Read(root),
            Rights = rights.Read(root),
        };
        root.End();
        Check(root, clauses, hours);
        if (areNamed && !rules.SelectorsAreBroken && !retention.SelectorsAreBroken && !rights.SelectorsAreBroken)
            Report(clauses);
        return clauses;
    }

    private PurposeDefinition ReadPurpose(Fields fields) => findings.Remember(
        new PurposeDefinition(
            fields.One("code", PurposeCode, Purpose.Unreadable),
            fields.One("dpv", Kinds.DpvName, ""),
            fields.Many("channels", Kinds.Choice<Channel>(), required: false),
            fields.One("description", Kinds.Text, "")),
        fields);

    private Regime ReadRegime(Fields fields)
    {
        var regime = findings.Remember(
            new Regime
            {
                Code = fields.One("code", Kinds.Capitals, ""),
                Name = fields.One("name", Kinds.Text, ""),
                Jurisdictions = fields.Many("jurisdictions", Code, required: false),
                Applies = fields.Optional("applies", Kinds.Flag) ?? true,
                Citation = fields.One("citation", Kinds.Text, ""),
                Verified = fields.One("verified", Kinds.Flag, false),
            },
            fields);
        if (regime.IsDefault != regime.Jurisdictions.IsEmpty)
            findings.Add(fields.StartOf("jurisdictions"), "only DEFAULT, and it alone, has no jurisdictions");
        if (regime is { IsDefault: true, Applies: false })
            findings.Add(fields.StartOf("applies"), "DEFAULT always applies");
        return regime;
    }

    private ImmutableDictionary<Jurisdiction, ImmutableArray<TimeZoneInfo>> ReadTimeZones(Fields root)
    {
        var all = ImmutableDictionary.CreateBuilder<Jurisdiction, ImmutableArray<TimeZoneInfo>>();
        root.Each("timeZones", fields =>
        {
            var before = findings.Count;
            var code = fields.One("jurisdiction", Code, default);
            var zones = fields.Many("zones", Kinds.TimeZone, required: true);
            if (findings.Count == before && !all.TryAdd(code, zones))
                findings.Add(fields.Start, $"the time zones of {code} stand twice");
            return zones.Length;
        });
        return all.ToImmutable();
    }

    private void Check(Fields root, Clauses clauses, ImmutableArray<CallingHours> hours)
    {
        Rule[] all =
        [
            .. hours, .. clauses.PurposeRules, .. clauses.OptOutRules, .. clauses.AgeLimits, .. clauses.SourceLifetimes,
            .. clauses.Retention.Rules, .. clauses.Rights.All,
        ];
        if (clauses.EffectiveFrom > today)
            findings.Add(root.StartOf("effectiveFrom"), $"the rulebook takes effect on {clauses.EffectiveFrom:O} only");
        Unique(all, rule => rule.Id, "rule id");
        Unique(clauses.Purposes, purpose => purpose.Code.Value, "purpose");
        Unique(clauses.Regimes, regime => regime.Code, "regime");
        Unique(clauses.SourceLifetimes, lifetime => lifetime.Source, "source");
        if (!clauses.Regimes.IsEmpty && !clauses.Regimes.Any(regime => regime.IsDefault))
            findings.Add(root.StartOf("regimes"), "there is no regime DEFAULT");
        if (clauses.Regimes.Length > Rules.MaxRegimes)
            findings.Add(root.StartOf("regimes"), $"there are more than {Rules.MaxRegimes} regimes");
        foreach (var source in Sources.Except(clauses.SourceLifetimes.Select(lifetime => lifetime.Source)))
            findings.Add(root.StartOf("jurisdictionSources"), $"the source {source} is missing");
    }

    private void Unique<T>(IEnumerable<T> elements, Func<T, string> name, string what) where T : class
    {
        var readable = elements.GroupBy(name)
            .Where(group => group.Key.Length > 0 && group.Key != Purpose.Unreadable.Value);
        foreach (var again in readable.SelectMany(group => group.Skip(1)))
            findings.Add(again, $"{what} '{name(again)}' stands twice");
    }

    private void Report(Clauses clauses)
    {
        foreach (var gap in Gaps.In(clauses))
            findings.Add(gap.Culprit, gap.Reason);
    }
}
