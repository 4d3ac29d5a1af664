using ZenVoip.Registry.Domain.Rulebook;

namespace ZenVoip.Registry.Domain.Consents;

/// <summary>Says what the subject answered.</summary>
public sealed record RecordConsent : SubjectCommand
{
    public required Controller Controller { get; init; }

    public required Purpose Purpose { get; init; }

    public Channel? Channel { get; init; }

    public required ConsentStatus Status { get; init; }

    public required Evidence Evidence { get; init; }

    /// <summary>When the person answered; null: now.</summary>
    public DateTimeOffset? At { get; init; }

    public override DateTimeOffset? SaidAt => At;

    public override bool SaysNo => Status is ConsentStatus.Refused or ConsentStatus.Withdrawn;

    /// <summary>The same no, where there are no answers to withdraw any more.</summary>
    public RecordOptOut AsOptOut() => new()
    {
        Controller = Controller,
        Purpose = Purpose,
        Channel = Channel,
        Source = OptOutSource.Objection,
        Evidence = Evidence,
        At = At,
    };
}

/// <summary>The subject answered. It counts unless a newer answer to the same question stands.</summary>
public sealed record ConsentAnswered(Consent Consent, DateTimeOffset RecordedAt) : SubjectEvent(RecordedAt);

/// <summary>What the rulebook says about a consent.</summary>
/// <param name="IsDefined">The rulebook defines the purpose.</param>
/// <param name="Channels">The channels of the purpose; none: it has none.</param>
/// <param name="Lifetime">How long a grant lives from the answer on; null: until it is withdrawn.</param>
public sealed record ConsentTerms(bool IsDefined, IReadOnlyCollection<Channel> Channels, Period? Lifetime);

public sealed partial record ConsentBook
{
    /// <param name="link">The link that the answer is bound to.</param>
    /// <param name="via">The link by which it came.</param>
    public Outcome Decide(
        RecordConsent command, int? link, int? via, ConsentTerms terms, DateTimeOffset now) =>
        command switch
        {
            { SaysNo: true } => Answer(
                Answered(command, link, via, terms, now) with { Evidence = command.Evidence.Trimmed() }),
            { Status: not (ConsentStatus.Given or ConsentStatus.Requested) } => Refusals.StatusNotRecordable,
            _ when !terms.IsDefined => Refusals.PurposeUnknown,
            { Channel: null } when terms.Channels.Count > 0 => Refusals.ChannelRequired,
            { Channel: { } channel } when terms.Channels.Count > 0 && !terms.Channels.Contains(channel) =>
                Refusals.ChannelUnknown,
            { Evidence.IsComplete: false } => Refusals.EvidenceInvalid,
            _ when command.At > now + Instants.Ahead => Refusals.TimeInFuture,
            _ => Grant(Answered(command, link, via, terms, now)),
        };

    /// <summary>
    /// An older answer takes no newer one's place; at the same instant a no beats a yes, and a yes answers what was
    /// asked. Asking (REQUESTED) is no answer: it never takes the place of one. A no ends every grant that it covers,
    /// whatever was said since, and one that is told after it as long as no yes has taken its own place.
    /// </summary>
    public ConsentBook Apply(ConsentAnswered answered)
    {
        var said = answered.Consent;
        Consent[] left = [.. Consents.Select(known => said.Ends(known) ? known.EndedBy(said) : known)];
        if (Find(said) is { } newer && Stands(newer, said)) return new() { Consents = [.. left] };
        var no = left.Where(known => known.Ends(said)).MinBy(known => known.At);
        return new()
        {
            Consents = [.. left.Where(known => !known.IsSameQuestion(said)), no is null ? said : said.EndedBy(no)],
        };
    }

    private static bool Stands(Consent known, Consent answer) => answer.Status switch
    {
        ConsentStatus.Requested when known.StatusAt(answer.At) is ConsentStatus.Given => true,
        ConsentStatus.Requested when known.IsNo => true,
        _ when answer.IsNo && known.Status is ConsentStatus.Requested => false,
        ConsentStatus.Given when answer.At == known.At => known.Status is not ConsentStatus.Requested,
        _ when answer.At == known.At => known.IsNo || !answer.IsNo,
        _ => answer.At < known.At,
    };

    private static Consent Answered(
        RecordConsent command, int? link, int? via, ConsentTerms terms, DateTimeOffset now)
    {
        var at = now.OrEarlier(command.At);
        return new()
        {
            Controller = command.Controller,
            Purpose = command.Purpose,
            Channel = command.Channel,
            Link = link,
            Via = via,
            Status = command.Status,
            At = at,
            RecordedAt = now,
            ExpiresAt = command.SaysNo ? null : terms.Lifetime?.After(at),
            Evidence = command.Evidence,
        };
    }

    private Outcome Grant(Consent consent) =>
        Consents.Length >= Max && Find(consent) is null ? Refusals.ConsentLimit : Answer(consent);

    // The same answer of the same instant is a repetition; everything else is worth a line in the journal.
    private Outcome Answer(Consent consent) =>
        Find(consent) is { } known && known.Status == consent.Status && known.At == consent.At
            ? Outcome.NoChange
            : Outcome.Accept(new ConsentAnswered(consent, consent.RecordedAt));
}
