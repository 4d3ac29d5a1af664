using System.Collections.Immutable;

namespace ZenVoip.Registry.Domain.Decisions;

/// <summary>May this controller do this now, over this channel?</summary>
/// <param name="AskedBy">The type of the identifier that the person was named by; null: by subject id.</param>
public sealed record Question(Controller Controller, Purpose Purpose, Channel? Channel, IdentifierType? AskedBy);

/// <summary>What the committed rows of one snapshot say about a question.</summary>
/// <param name="People">Nobody: an unknown person. Several: a shared identifier.</param>
/// <param name="OptOuts">The opt-outs kept by the digests concerned, whoever recorded them.</param>
public sealed record Facts(ImmutableArray<Person> People, ImmutableArray<DigestOptOut> OptOuts)
{
    /// <summary>
    /// Whom more people than this are known by (a carrier's IP, a large account) names nobody: they are not all read.
    /// </summary>
    public const int MaxPeople = 100;

    public static Facts Nobody { get; } = new([], []);

    /// <summary>Some of them are missing here, and it is not known what they would have said.</summary>
    public bool AreCut => People.Length > MaxPeople;
}

/// <summary>One person whom the reference means.</summary>
/// <param name="Link">The open link that was asked by; null: by subject id.</param>
public sealed record Person(string SubjectId, int Version, DecisionProfile Profile, int? Link);

/// <summary>An opt-out kept by an identifier's digest: it stands whoever holds the identifier now.</summary>
/// <param name="SubjectId">Whose open link has the digest; null: nobody's.</param>
/// <param name="Link">That link's number within the subject; null: nobody's.</param>
public sealed record DigestOptOut(
    string? SubjectId,
    int? Link,
    Controller Controller,
    Purpose? Purpose,
    Channel? Channel,
    OptOutSource Source,
    DateTimeOffset At);
