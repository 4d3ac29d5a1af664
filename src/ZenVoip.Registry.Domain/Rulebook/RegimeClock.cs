namespace ZenVoip.Registry.Domain.Rulebook;

/// <summary>The clock of one request under one regime.</summary>
internal sealed record RegimeClock(string Regime, RequestCalendar Calendar, AnswerRule Rule, RequestTimes Times)
{
    public required int WarnDays { get; init; }

    public AcknowledgementRule? Receipt { get; init; }

    public PromiseRule? Promise { get; init; }

    /// <summary>It waits for the person.</summary>
    public bool Stands => (WaitsForVerification && Times.VerifiedAt is null)
        || (Rule.Stops.Contains(ClockStop.Clarification) && Times.Pauses.Any(pause => pause.AnsweredAt is null));

    /// <summary>A receipt is confirmed whatever else is waited for.</summary>
    public Deadline? Acknowledge => Receipt is { } rule
        ? On(Calendar.LastDay(Calendar.DateOf(Times.ReceivedAt), rule.Within), rule)
        : null;

    /// <summary>The earlier of what the law sets and what was promised.</summary>
    public Deadline Answer
    {
        get
        {
            var lawful = Calendar.LastDay(Start, Rule.Within, Stood);
            var promised = Promise is { } promise ? Calendar.Promised(Start, promise.Within, Stood) : lawful;
            return promised < lawful ? On(promised, Promise!) : On(lawful, Rule);
        }
    }

    /// <summary>
    /// The law's own extension; where it gives none, or its first term was over when the person was told, as that of a
    /// regime that joined later may have been, nothing moves.
    /// </summary>
    public Deadline Extended => Rule.Extended is { } term && (Stands || Times.ExtendedAt < Answer.At)
        ? On(Calendar.LastDay(Start, term, Stood), Rule)
        : Answer;

    private bool WaitsForVerification => Times.NeedsVerification && Rule.Stops.Contains(ClockStop.Verification);

    private DateOnly Start =>
        Calendar.DateOf(WaitsForVerification ? Times.VerifiedAt ?? Times.ReceivedAt : Times.ReceivedAt);

    /// <summary>
    /// On how many days it stood since it started: from that of the question on, without that of the answer.
    /// </summary>
    private int Stood => !Rule.Stops.Contains(ClockStop.Clarification) ? 0 : Times.Pauses.Sum(pause =>
        pause.AnsweredAt is { } answered
            ? Math.Max(0, Calendar.DateOf(answered).DayNumber
                - Math.Max(Calendar.DateOf(pause.AskedAt).DayNumber, Start.DayNumber))
            : 0);

    private Deadline On(DateOnly day, Rule rule) => new()
    {
        Regime = Regime,
        Rule = rule.Id,
        On = day,
        At = Calendar.EndOf(day),
        WarnAt = Calendar.EndOf(day.AddDays(-WarnDays)),
    };
}
