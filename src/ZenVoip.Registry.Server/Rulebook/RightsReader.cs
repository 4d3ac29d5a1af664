using ZenVoip.Registry.Domain;
using ZenVoip.Registry.Domain.Rulebook;

namespace ZenVoip.Registry.Server.Rulebook;

/// <summary>Reads how rights requests are worked, and until when.</summary>
internal sealed class RightsReader(Findings findings, IReadOnlyCollection<string> regimes)
{
    /// <summary>What was found before, and what leaves no doubt about what a rule is about.</summary>
    private int harmless;

    private static readonly Kind<Term> Term =
        Kinds.Code<Term>("a term such as 1 month, 45 days, 10 business days or the same day");

    private static readonly Kind<Period> Period = Kinds.Code<Period>("a period such as P24M, P30D or PT15M");

    private static readonly Kind<Holiday> Holiday =
        Kinds.Code<Holiday>("a holiday such as 12-25, 3 MON 01, LAST MON 05, EASTER-2 or 2027-05-03");

    private static readonly Kind<RightsRequestType> Right = Kinds.Choice<RightsRequestType>();

    private readonly Kind<string> regime = Kinds.Capitals.Among(regimes, "a regime of this rulebook");

    /// <summary>
    /// Something does not say what it is about, so nothing can be said of gaps: they would only repeat that error.
    /// </summary>
    public bool SelectorsAreBroken { get; private set; }

    public RightsClauses Read(Fields root)
    {
        harmless = findings.Count;
        return ReadSections(root);
    }

    private RightsClauses ReadSections(Fields root) => new()
    {
        Calendars = root.Each("requestCalendars", ReadCalendar),
        Acknowledgements = root.Each("requestAcknowledgements", ReadAcknowledgement),
        Answers = root.Each("requestAnswers", ReadAnswer),
        Promises = root.Each("requestPromises", ReadPromise),
        Verifications = root.Each("requestVerifications", ReadVerification),
        Grounds = root.Each("grounds", ReadGround),
        Authorities = root.Each("complaintAuthorities", ReadAuthority),
        Appeals = root.Each("requestAppeals", ReadAppeal),
        Fees = root.Each("requestFees", ReadFee),
        Records = root.Each("requestRecords", ReadRecord),
        Warnings = root.Each("requestWarnings", ReadWarning),
    };

    private RequestCalendar ReadCalendar(Fields fields) => Checked(fields, new RequestCalendar
    {
        Id = Id(fields),
        Citation = Citation(fields),
        Verified = Verified(fields),
        Source = Source(fields),
        Regime = fields.One("regime", regime, ""),
        Zone = fields.One("zone", Kinds.TimeZone, TimeZoneInfo.Utc),
        Rolls = fields.One("rolls", Kinds.Flag, false),
        Holidays = fields.Many("holidays", Holiday, required: false),
        InLieu = fields.Optional("inLieu", Kinds.Choice<DayInLieu>()) ?? DayInLieu.None,
    });

    private AcknowledgementRule ReadAcknowledgement(Fields fields) => Selective(fields, new AcknowledgementRule
    {
        Id = Id(fields),
        Citation = Citation(fields),
        Verified = Verified(fields),
        Within = fields.One("within", Term, default),
    });

    private AnswerRule ReadAnswer(Fields fields) => Selective(fields, new AnswerRule
    {
        Id = Id(fields),
        Citation = Citation(fields),
        Verified = Verified(fields),
        Within = fields.One("within", Term, default),
        Extension = fields.Optional("extension", Term),
        Stops = fields.Many("stops", Kinds.Choice<ClockStop>(), required: false),
    });

    private PromiseRule ReadPromise(Fields fields) => Selective(fields, new PromiseRule
    {
        Id = Id(fields),
        Citation = Citation(fields),
        Verified = Verified(fields),
        Within = fields.One("within", Term, default),
    });

    private GroundRule ReadGround(Fields fields) => Selective(fields, new GroundRule
    {
        Id = Id(fields),
        Citation = Citation(fields),
        Verified = Verified(fields),
        Ground = fields.One("ground", Kinds.Capitals, ""),
        Description = fields.One("description", Kinds.Text, ""),
        Retains = fields.Optional("retains", Kinds.Flag) ?? false,
    });

    private RecordRule ReadRecord(Fields fields) => Checked(fields, new RecordRule
    {
        Id = Id(fields),
        Citation = Citation(fields),
        Verified = Verified(fields),
        Source = Source(fields),
        KeepFor = fields.One("keepFor", Period, default),
    });

    private WarningRule ReadWarning(Fields fields) => Checked(fields, new WarningRule
    {
        Id = Id(fields),
        Citation = Citation(fields),
        Verified = Verified(fields),
        Source = Source(fields),
        Days = fields.One("days", Kinds.Count, 1),
    });

    private VerificationRule ReadVerification(Fields fields) => Selective(fields, new VerificationRule
    {
        Id = Id(fields),
        Citation = Citation(fields),
        Verified = Verified(fields),
        IsNeeded = fields.One("needed", Kinds.Flag, true),
        Expires = fields.Optional("expires", Period),
    });

    private ComplaintAuthority ReadAuthority(Fields fields) => Checked(fields, new ComplaintAuthority
    {
        Id = Id(fields),
        Citation = Citation(fields),
        Verified = Verified(fields),
        Source = Source(fields),
        Regimes = fields.Many("regimes", regime, required: true),
        Name = fields.One("name", Kinds.Text, ""),
    });

    private AppealRule ReadAppeal(Fields fields) => Checked(fields, new AppealRule
    {
        Id = Id(fields),
        Citation = Citation(fields),
        Verified = Verified(fields),
        Source = Source(fields),
        Regimes = fields.Many("regimes", regime, required: true),
        Within = fields.One("within", Term, default),
    });

    private FeeRule ReadFee(Fields fields) => Checked(fields, new FeeRule
    {
        Id = Id(fields),
        Citation = Citation(fields),
        Verified = Verified(fields),
        Source = Source(fields),
        Regimes = fields.Many("regimes", regime, required: true),
        Beside = fields.Many("beside", regime, required: false),
        Free = fields.One("free", Kinds.Count, 1),
        Per = fields.One("per", Period, default),
    });

    private static string Id(Fields fields) => fields.One("id", Kinds.RuleId, "");

    private static string Citation(Fields fields) => fields.One("citation", Kinds.Text, "");

    private static bool Verified(Fields fields) => fields.One("verified", Kinds.Flag, false);

    private static string? Source(Fields fields) =>
        fields.Has("source") ? fields.One("source", Kinds.Text, "") : null;

    private T Selective<T>(Fields fields, T rule) where T : SelectiveRightsRule => Checked(fields, rule with
    {
        Source = Source(fields),
        Rights = fields.Many("rights", Right, required: false),
        Regimes = fields.Many("regimes", regime, required: false),
        From = fields.Optional("from", Kinds.Date),
        Until = fields.Optional("until", Kinds.Date),
    });

    /// <summary>Every field of a rule may decide what it is about or until when, so a wrong one hides gaps.</summary>
    private T Checked<T>(Fields fields, T rule) where T : RightsRule
    {
        SelectorsAreBroken |= findings.Count > harmless;
        if (rule.From >= rule.Until)
        {
            findings.Add(fields.StartOf("until"), "a rule must end after it begins");
            SelectorsAreBroken = true;
        }

        if (!SelectorsAreBroken && rule.Contradiction is { } contradiction)
        {
            findings.Add(fields.Start, $"rule '{rule.Id}' contradicts itself: {contradiction}");
            harmless++;
        }

        return findings.Remember(rule, fields);
    }
}
