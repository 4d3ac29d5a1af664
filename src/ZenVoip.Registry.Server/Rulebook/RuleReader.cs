using System.Collections.Immutable;
using ZenVoip.Registry.Domain;
using ZenVoip.Registry.Domain.Rulebook;

namespace ZenVoip.Registry.Server.Rulebook;

/// <summary>What rules may refer to.</summary>
internal sealed record Names(ImmutableArray<PurposeDefinition> Purposes, ImmutableArray<string> Regimes);

/// <summary>Reads single rules.</summary>
internal sealed class RuleReader(Findings findings, Names names)
{
    private static readonly Kind<Period> Period = Kinds.Code<Period>("a period such as P24M, P30D or PT15M");

    private readonly Kind<string> regime = Kinds.Capitals.Among(names.Regimes, "a regime of this rulebook");

    private readonly Kind<Purpose> purpose = Kinds.Code<Purpose>("")
        .Among([.. names.Purposes.Select(each => each.Code)], "a purpose of this rulebook");

    /// <summary>
    /// Some rule does not say what it is about, so nothing can be said of gaps: they would only repeat that error.
    /// </summary>
    public bool SelectorsAreBroken { get; private set; }

    public CallingHours ReadHours(Fields fields)
    {
        var hours = findings.Remember(
            new CallingHours
            {
                Id = fields.One("id", Kinds.RuleId, ""),
                Citation = fields.One("citation", Kinds.Text, ""),
                Verified = fields.One("verified", Kinds.Flag, false),
                Opens = fields.One("opens", Kinds.Time, TimeOnly.MinValue),
                Closes = fields.One("closes", Kinds.Time, TimeOnly.MaxValue),
            },
            fields);
        if (hours.Opens >= hours.Closes)
            findings.Add(fields.StartOf("closes"), "the hours must close after they open");
        return hours;
    }

    public PurposeRule ReadPurposeRule(Fields fields, ImmutableArray<CallingHours> hours)
    {
        var selected = findings.Count;
        var purposes = fields.Many("purposes", purpose, required: true);
        var regimes = fields.Many("regimes", regime, required: true);
        var channels = fields.Many("channels", ChannelOf(purposes), required: false);
        var kinds = fields.Many("kinds", Kinds.Choice<SubjectKind>(), required: false);
        SelectorsAreBroken |= findings.Count != selected;
        var rule = new PurposeRule
        {
            Purposes = purposes,
            Regimes = regimes,
            Channels = channels,
            Kinds = kinds,
            From = Day(fields, "from"),
            Until = Day(fields, "until"),
            Id = fields.One("id", Kinds.RuleId, ""),
            Citation = fields.One("citation", Kinds.Text, ""),
            Verified = fields.One("verified", Kinds.Flag, false),
            Basis = fields.One("basis", Kinds.ChoiceOrNone<LegalBasis>(), null),
            NeedsConsent = fields.One("consent", Kinds.Flag, true),
            Objection = fields.One("objection", Kinds.Choice<Objection>(), Objection.Absolute),
            IsEssential = fields.One("essential", Kinds.Flag, false),
            AllowedUnderRestriction = fields.One("allowedUnderRestriction", Kinds.Flag, false),
            ConsentLifetime = fields.Optional("consentLifetime", Period),
            DoubleOptInLifetime = fields.Optional("doubleOptInLifetime", Period),
            CallingHours = Referred(fields, hours),
            Obligations = fields.Many("obligations", Kinds.Capitals, required: false),
        };
        if (findings.Count == selected && rule.Contradiction is { } contradiction)
            findings.Add(fields.Start, $"rule '{rule.Id}' contradicts itself: {contradiction}");
        return Dated(rule, fields);
    }

    public OptOutRule ReadOptOutRule(Fields fields)
    {
        var selected = findings.Count;
        var source = fields.One("source", Kinds.Choice<OptOutSource>(), default);
        var regimes = fields.Many("regimes", regime, required: false);
        SelectorsAreBroken |= findings.Count != selected;
        var rule = new OptOutRule
        {
            Source = source,
            Regimes = regimes,
            From = Day(fields, "from"),
            Until = Day(fields, "until"),
            Id = fields.One("id", Kinds.RuleId, ""),
            Citation = fields.One("citation", Kinds.Text, ""),
            Verified = fields.One("verified", Kinds.Flag, false),
            Coverage = fields.One("covers", Kinds.Choice<Coverage>(), default),
            Purposes = fields.Many("purposes", purpose, required: false),
            WhateverIsNamed = fields.Optional("whateverIsNamed", Kinds.Flag) ?? false,
        };
        if (findings.Count == selected && (rule.Coverage is Coverage.Listed) == rule.Purposes.IsEmpty)
            findings.Add(fields.StartOf("covers"), "purposes are listed where the rule covers LISTED, and only there");
        return Dated(rule, fields);
    }

    public AgeLimit ReadAgeLimit(Fields fields) => Dated(
        new AgeLimit
        {
            Id = fields.One("id", Kinds.RuleId, ""),
            Citation = fields.One("citation", Kinds.Text, ""),
            Verified = fields.One("verified", Kinds.Flag, false),
            Below = fields.One("below", Kinds.Age, 1),
            Regimes = fields.Many("regimes", regime, required: false),
            Jurisdictions = fields.Many(
                "jurisdictions", Kinds.Code<Jurisdiction>("a code such as DE or US-TN"), required: false),
            From = Day(fields, "from"),
            Until = Day(fields, "until"),
        },
        fields);

    public SourceLifetime ReadLifetime(Fields fields, string[] sources) => findings.Remember(
        new SourceLifetime
        {
            Id = fields.One("id", Kinds.RuleId, ""),
            Citation = fields.One("citation", Kinds.Text, ""),
            Verified = fields.One("verified", Kinds.Flag, false),
            Source = fields.One("source", Kinds.Text.Among(sources, $"one of {string.Join(", ", sources)}"), ""),
            Lifetime = fields.Optional("lifetime", Period),
        },
        fields);

    private DateOnly? Day(Fields fields, string key)
    {
        var before = findings.Count;
        var day = fields.Optional(key, Kinds.Date);
        SelectorsAreBroken |= findings.Count != before;
        return day;
    }

    private T Dated<T>(T rule, Fields fields) where T : Rule
    {
        if (rule.From >= rule.Until)
        {
            findings.Add(fields.StartOf("until"), "a rule must end after it begins");
            SelectorsAreBroken = true;
        }

        return findings.Remember(rule, fields);
    }

    private static CallingHours? Referred(Fields fields, ImmutableArray<CallingHours> hours)
    {
        const string Key = "callingHours";
        if (!fields.Has(Key))
            return null;

        var known = Kinds.Text.Among([.. hours.Select(each => each.Id)], "the id of calling hours of this rulebook");
        var id = fields.One(Key, known, "");
        return hours.FirstOrDefault(each => each.Id == id);
    }

    private Kind<Channel> ChannelOf(ImmutableArray<Purpose> purposes) => Kinds.Choice<Channel>().Among(
        [.. names.Purposes.Where(each => purposes.Contains(each.Code)).SelectMany(each => each.Channels).Distinct()],
        "a channel of the rule's purposes");
}
