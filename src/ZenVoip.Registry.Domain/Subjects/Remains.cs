using System.Collections.Immutable;
using ZenVoip.Registry.Domain.Consents;
using ZenVoip.Registry.Domain.Decisions;
using ZenVoip.Registry.Domain.Deletions;
using ZenVoip.Registry.Domain.Identifiers;
using ZenVoip.Registry.Domain.Rulebook;

namespace ZenVoip.Registry.Domain.Subjects;

/// <summary>
/// What is left of somebody whose state nobody can read any more: they were erased, and the database was put back to a
/// time before.
/// </summary>
public sealed record Remains
{
    public required string Id { get; init; }

    /// <summary>How many events are recorded.</summary>
    public required int Version { get; init; }

    public required DateTimeOffset RegisteredAt { get; init; }

    /// <summary>The last recorded instant.</summary>
    public required DateTimeOffset RecordedAt { get; init; }

    /// <summary>When they were erased, where the database remembers that; null: it does not.</summary>
    public DateTimeOffset? ErasedAt { get; init; }

    /// <summary>What decisions knew.</summary>
    public required DecisionProfile Profile { get; init; }

    /// <summary>By number, with their types and digests.</summary>
    public required ImmutableArray<Link> Links { get; init; }

    /// <summary>The opt-outs that digests keep.</summary>
    public required ImmutableArray<OptOut> Kept { get; init; }

    /// <summary>The orders that holders have not answered.</summary>
    public required ImmutableArray<DeletionOrder> Orders { get; init; }
}

public sealed partial record Subject
{
    /// <summary>
    /// Somebody who was erased is erased again: every no is kept, by every digest that they had. Nobody knows any more
    /// when the proof of their consents ends, so its time begins anew.
    /// </summary>
    /// <returns>The person before, and what happens now.</returns>
    public static (Subject Before, ImmutableArray<SubjectEvent> Events) Buried(
        Remains remains, Rules rules, DateTimeOffset now)
    {
        var before = Found(remains);
        var proofs = remains.Profile.Answers.Select(answer => answer.Controller).Distinct()
            .Where(controller => controller != Controller.Platform)
            .SelectMany(controller => before.ProofOf(controller, remains.Profile, rules, now));
        before = before.After([.. proofs]) with
        {
            Version = remains.Version,
            RecordedAt = remains.RecordedAt,
            Tombstone = remains.ErasedAt is { } erasedAt ? new(erasedAt) : null,
        };
        ImmutableArray<SubjectEvent> erased = [new SubjectErased(now) { Unheeded = before.Unheeded(rules) }];
        return (before, before.After(erased).NeedsEvidence ? erased : [.. erased, new EvidenceEnded(now)]);
    }

    private static Subject Found(Remains remains) => new()
    {
        Id = remains.Id,
        Version = remains.Version,
        RegisteredAt = remains.RegisteredAt,
        RecordedAt = remains.RecordedAt,
        Status = SubjectStatus.Erasing,
        Identifiers = new() { Links = remains.Links },
        Consents = new() { Consents = [.. remains.Profile.Answers.Select(Said)] },
        OptOuts = new()
        {
            OptOuts =
            [
                // What is narrowed to an address came by it, so that its digest keeps it already.
                .. remains.Profile.OptOuts.Where(no => no.Link is null).Select(Said).Concat(remains.Kept)
                    .Select((known, number) => known with { Number = number }),
            ],
        },
        Deletions = new() { Orders = remains.Orders },
    };

    private static Consent Said(Answer answer) => new()
    {
        Controller = answer.Controller,
        Purpose = answer.Purpose,
        Channel = answer.Channel,
        Link = answer.Link,
        Status = answer.Status,
        At = answer.At,
        RecordedAt = answer.At,
        ExpiresAt = answer.ExpiresAt,
        Evidence = new Evidence("restored"),
    };

    private static OptOut Said(No no) => new()
    {
        Number = 0,
        Controller = no.Controller,
        Purpose = no.Purpose,
        Channel = no.Channel,
        Source = no.Source,
        At = no.At,
        RecordedAt = no.At,
        Evidence = new Evidence("restored"),
    };

    private ImmutableArray<SubjectEvent> ProofOf(
        Controller controller, DecisionProfile profile, Rules rules, DateTimeOffset now)
    {
        var kind = Standing.KindTo(controller, profile.Relationships.AsSpan());
        var places = profile.Jurisdictions.Where(known => known.CountsAt(now)).Select(known => known.Code).ToArray();
        return Retention.Started(
            controller,
            RetentionEvent.ConsentEnded,
            now,
            rules.Retention.StartedBy(RetentionEvent.ConsentEnded, controller, kind, [.. places], now).Select(
                category => (category, rules.Retention.TermsOf(
                    category, RetentionEvent.ConsentEnded, controller, kind, [.. places], now)!)),
            now);
    }
}
