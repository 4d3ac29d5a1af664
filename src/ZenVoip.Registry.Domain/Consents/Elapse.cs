using System.Collections.Immutable;

namespace ZenVoip.Registry.Domain.Consents;

/// <summary>Answers ran out. For decisions that follows from the clock; this tells it.</summary>
public sealed record ConsentExpired(ImmutableArray<ExpiredAnswer> Answers, DateTimeOffset RecordedAt)
    : SubjectEvent(RecordedAt);

/// <summary>What ran out.</summary>
/// <param name="Status">What it was: GIVEN, or REQUESTED and never confirmed.</param>
/// <param name="Link">The number of the link that it was bound to; null: the person.</param>
/// <param name="At">When it ran out.</param>
public sealed record ExpiredAnswer(
    Controller Controller, Purpose Purpose, Channel? Channel, ConsentStatus Status, int? Link, DateTimeOffset At);

public sealed partial record ConsentBook
{
    /// <summary>The earliest instant after now at which an answer runs out.</summary>
    public DateTimeOffset? NextExpiry(DateTimeOffset now) => Grants
        .Where(consent => consent.ExpiresAt > now)
        .Min(consent => consent.ExpiresAt);

    /// <summary>What ran out since the last recorded instant: each is told once. What a STOP revoked had ended.
    /// </summary>
    public ImmutableArray<SubjectEvent> Expired(OptOutBook noes, DateTimeOffset since, DateTimeOffset now)
    {
        ImmutableArray<ExpiredAnswer> answers =
        [
            .. from consent in Grants
               let end = consent.ExpiresAt ?? DateTimeOffset.MaxValue
               where end > since && end <= now && noes.RevokedAt(consent) is null
               select new ExpiredAnswer(
                   consent.Controller, consent.Purpose, consent.Channel, consent.Status, consent.Link, end),
        ];
        return answers.IsEmpty ? [] : [new ConsentExpired(answers, now)];
    }

    private IEnumerable<Consent> Grants => Consents.Where(consent => consent.IsGrant);
}
