using System.Collections.Immutable;

namespace ZenVoip.Registry.Domain.Consents;

/// <summary>The subject's opt-outs, by number: a no that needs no consent to withdraw from.</summary>
public sealed partial record OptOutBook
{
    public ImmutableArray<OptOut> OptOuts { get; init; } = [];

    /// <summary>
    /// An identifier leaves, and nothing proves that it is another's: what covers it is kept by its digest from now
    /// on, however it came. A shared identifier is more than this person's and keeps what came by it.
    /// </summary>
    /// <param name="links">The numbers under which the subject held the identifier, the last one last.</param>
    public OptOutBook KeptBy(IdentifierType type, ImmutableArray<int> links) => type.IsShared()
        ? this
        : OptOuts
            .Where(known => known.Link is null && (known.Channel is not { } channel || type.Serves(channel)))
            .OrderByDescending(known => known.At)
            .DistinctBy(known => known.Words)
            .Where(known => !OptOuts.Any(other => other.Words == known.Words && other.At >= known.At
                && other.IsKeptByAny(links)))
            .Aggregate(this, (book, known) => book.With(known with { Via = links[^1], ReleasedAt = null }));

    /// <summary>The number was reassigned with evidence: its digest keeps this person's opt-outs no longer.</summary>
    /// <param name="links">The numbers under which the subject held the identifier.</param>
    public OptOutBook ReleasedBy(ImmutableArray<int> links, DateTimeOffset at) => new()
    {
        OptOuts = [.. OptOuts.Select(known => known.IsKeptByAny(links) ? known with { ReleasedAt = at } : known)],
    };

    /// <summary>
    /// What was refused or withdrawn stays a no when the answers go: an objection to that purpose (ADR 17).
    /// </summary>
    /// <param name="unheeded">What cannot be refused: an objection that names it would deny it.</param>
    public OptOutBook Inheriting(IEnumerable<Consent> answers, ImmutableArray<Purpose> unheeded) => answers
        .Where(answer => answer.IsNo && answer.Link is null && !unheeded.Contains(answer.Purpose))
        .Select(answer => new OptOut
        {
            Number = OptOuts.Length,
            Controller = answer.Controller,
            Purpose = answer.Purpose,
            Channel = answer.Channel,
            Source = OptOutSource.Objection,
            At = answer.At,
            RecordedAt = answer.RecordedAt,
            // What a no came by may be a stranger's, and an opt-out of the person would show it.
            Evidence = answer.Via is null ? answer.Evidence : answer.Evidence with { Source = null },
        })
        .Where(said => !OptOuts.Any(known => known.IsSameNo(said) && known.At >= said.At))
        .Aggregate(this, (book, said) => book.With(said));

    /// <summary>Without what may name the person.</summary>
    public OptOutBook WithoutPerson() => new()
    {
        OptOuts = [.. OptOuts.Select(known => known with { Evidence = known.Evidence.WithoutPerson() })],
    };

    /// <summary>
    /// When a STOP revoked the consent (47 CFR 64.1200(a)(10)): its proof is needed no longer than that of one that was
    /// withdrawn. Null: none did, or it is no yes.
    /// </summary>
    public DateTimeOffset? RevokedAt(Consent consent) => OptOuts.Where(known => known.Revokes(consent))
        .Min(known => (DateTimeOffset?)known.At);

    /// <summary>What the person has objected to, at the controller or at all, over every channel.</summary>
    public IEnumerable<Purpose> ObjectedTo(Controller controller) =>
        from known in OptOuts
        where known is { Source: OptOutSource.Objection, Channel: null, Link: null }
            && (known.Controller == controller || known.Controller == Controller.Platform)
        from purpose in known.Purpose is { } named ? [named] : Array.Empty<Purpose>()
        select purpose;

    private OptOut? Find(OptOut like) => OptOuts.FirstOrDefault(known => known.IsSameNo(like));

    // The number that an older journal gives may be taken by one that was kept since.
    private OptOutBook With(OptOut said) => new()
    {
        OptOuts = Find(said) is { Number: var number }
            ? OptOuts.SetItem(number, said with { Number = number })
            : OptOuts.Add(said with { Number = OptOuts.Length }),
    };
}

/// <summary>An opt-out with its evidence.</summary>
public sealed record OptOut
{
    /// <summary>0, 1, 2, ... within the subject.</summary>
    public required int Number { get; init; }

    /// <summary>Whom it is said to; <c>*</c>: everybody on the platform.</summary>
    public required Controller Controller { get; init; }

    /// <summary>Null: the purposes that its source covers by the rulebook.</summary>
    public Purpose? Purpose { get; init; }

    /// <summary>Null: all channels.</summary>
    public Channel? Channel { get; init; }

    /// <summary>The number of the link that it is narrowed to; null: it covers the person.</summary>
    public int? Link { get; init; }

    /// <summary>
    /// The number of the link by which it came: its digest keeps the opt-out, whoever holds it later.
    /// </summary>
    public int? Via { get; init; }

    public required OptOutSource Source { get; init; }

    public required DateTimeOffset At { get; init; }

    public required DateTimeOffset RecordedAt { get; init; }

    public required Evidence Evidence { get; init; }

    /// <summary>When the digest stopped keeping it, because its number was reassigned with evidence.</summary>
    public DateTimeOffset? ReleasedAt { get; init; }

    /// <summary>
    /// When it stopped denying the identifier that it is narrowed to. What it says of purposes without channels is
    /// the person's and stands.
    /// </summary>
    public DateTimeOffset? LiftedAt => Link is null ? null : ReleasedAt;

    /// <summary>What is said, whoever said it by what and when.</summary>
    public (Controller, Purpose?, Channel?, OptOutSource) Words => (Controller, Purpose, Channel, Source);

    public bool IsSameNo(OptOut other) => Words == other.Words && Link == other.Link && Via == other.Via;

    /// <summary>Whether it is a STOP, in answer to what the consent permits, where that was given.</summary>
    public bool Revokes(Consent consent) => Source is OptOutSource.Stop && LiftedAt is null
        && consent.Status is ConsentStatus.Given && consent.At <= At
        && (Controller == consent.Controller || Controller == Controller.Platform)
        && (Purpose is null || Purpose == consent.Purpose)
        && (Channel is null || Channel == consent.Channel)
        && (Link is null || Link == consent.Link);

    public bool IsKeptByAny(ImmutableArray<int> links) =>
        ReleasedAt is null && Via is { } via && links.Contains(via);
}
