namespace ZenVoip.Registry.Domain.Rulebook;

/// <summary>The clock of one request under one regime.</summary>
internal sealed record RegimeClock(string Regime, RequestCalendar Calendar, AnswerRule Rule, RequestTimes Times)
{
    public required int WarnDays { get; init; }

    public AcknowledgementRule? Receipt { get; init; }

    public PromiseRule? Promise { get; init; }

    /// <summary>It waits for the person.</summary>
    public bool Stands => (WaitsForVerification && Times.VerifiedAt is null)
        || Times.Pauses.Any(pause => pause.AnsweredAt is null && Stops(pause, Final));

    /// <summary>A receipt is confirmed whatever else is waited for.</summary>
    public Deadline? Acknowledge => Receipt is { } rule
        ? On(Calendar.LastDay(Calendar.DateOf(Times.ReceivedAt), rule.Within), rule)
        : null;

    /// <summary>The earlier of what the law sets and what was promised.</summary>
    public Deadline Answer => Promise is { } promise
        && Last(stood => Calendar.Promised(Start, promise.Within, stood)) is var promised && promised < Lawful
            ? On(promised, promise)
            : On(Lawful, Rule);

    /// <summary>
    /// The law's own extension; where it gives none, or its first term was over when the person was told, as that of a
    /// regime that joined later may have been, nothing moves. What was promised may have been over.
    /// </summary>
    public Deadline Extended => Rule.Extended is { } term && (Stands || IsExtended)
        ? On(LastOf(term), Rule)
        : Answer;

    private DateOnly Lawful => LastOf(Rule.Within);

    private bool IsExtended => Times.ExtendedAt < Calendar.EndOf(Lawful);

    private DateOnly Final => IsExtended && Rule.Extended is { } term ? LastOf(term) : Lawful;

    private bool WaitsForVerification => Times.NeedsVerification && Rule.Stops.Contains(ClockStop.Verification);

    private DateOnly Start =>
        Calendar.DateOf(WaitsForVerification ? Times.VerifiedAt ?? Times.ReceivedAt : Times.ReceivedAt);

    private DateOnly LastOf(Term term) => Last(stood => Calendar.LastDay(Start, term, stood));

    /// <summary>The last day of a term, with the days on which it stood: a question when it is over stops nothing.
    /// </summary>
    private DateOnly Last(Func<int, DateOnly> term) => term(Times.Pauses.Aggregate(
        0, (stood, pause) => Stops(pause, term(stood)) ? stood + DaysOf(pause) : stood));

    private bool Stops(Pause pause, DateOnly last) =>
        Rule.Stops.Contains(ClockStop.Clarification) && Calendar.DateOf(pause.AskedAt) <= last;

    /// <summary>On how many days it stood since it started: from that of the question on, without that of the answer.
    /// </summary>
    private int DaysOf(Pause pause) => pause.AnsweredAt is { } answered
        ? Math.Max(0, Calendar.DateOf(answered).DayNumber
            - Math.Max(Calendar.DateOf(pause.AskedAt).DayNumber, Start.DayNumber))
        : 0;

    private Deadline On(DateOnly day, Rule rule) => new()
    {
        Regime = Regime,
        Rule = rule.Id,
        On = day,
        At = Calendar.EndOf(day),
        WarnAt = Calendar.EndOf(day.AddDays(-WarnDays)),
    };
}
