using System.Collections.Immutable;

namespace ZenVoip.Registry.Domain.Deletions;

/// <summary>What ends with an erasure.</summary>
public enum ErasureReach
{
    /// <summary>Some categories, or what some of the person's identifiers lead to: nothing ends.</summary>
    Part,

    /// <summary>All that the controller has. Others still have a relationship with the person.</summary>
    Controller,

    /// <summary>The person: nobody else has a relationship with them.</summary>
    Person,
}

/// <summary>The deletion of what a controller has of a person, on demand.</summary>
public sealed record Erasure
{
    /// <summary>The id of the rights request that demands it: the cause of its orders.</summary>
    public required string Cause { get; init; }

    public required Controller Controller { get; init; }

    public required ErasureReach Reach { get; init; }

    public required DateTimeOffset BegunAt { get; init; }

    /// <summary>Null: an order of it is open, or a legal hold keeps something back.</summary>
    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>
    /// When it had ended as a part, before more was shown: what holders retained by then has no clock; null: it had
    /// not.
    /// </summary>
    public DateTimeOffset? PartEndedAt { get; init; }

    /// <summary>The numbers of the links by which it went, noted at its end; none: no holder was asked.</summary>
    public ImmutableArray<int> Links { get; init; } = [];

    public bool IsOpen => EndedAt is null;

    /// <summary>Of all that the controller has.</summary>
    public bool IsWhole => Reach is not ErasureReach.Part;

    /// <summary>What the controller has of that time goes with it; null: of now.</summary>
    public bool Takes(DateTimeOffset? at) => IsOpen || at <= EndedAt || Reach is ErasureReach.Person;

    /// <summary>It was under way then.</summary>
    public bool Spans(DateTimeOffset instant) => instant > BegunAt && !(instant > EndedAt);
}

/// <summary>An erasure is under way, or reaches further than before.</summary>
public sealed record ErasureBegun(Erasure Erasure, DateTimeOffset RecordedAt) : SubjectEvent(RecordedAt);

/// <summary>Its demand is taken back before its end.</summary>
public sealed record ErasureStopped(string Cause, DateTimeOffset RecordedAt) : SubjectEvent(RecordedAt);

/// <summary>All of its orders are settled.</summary>
public sealed record ErasureEnded(string Cause, DateTimeOffset RecordedAt) : SubjectEvent(RecordedAt)
{
    /// <summary>The purposes whose refusal had changed nothing, by the rulebook of the day.</summary>
    public ImmutableArray<Purpose> Unheeded { get; init; } = [];
}

public sealed partial record DeletionBook
{
    /// <summary>How long an erasure can be certified after its end: as long as the record of its request stays.
    /// </summary>
    private const int CertifiedForMonths = 24;

    /// <summary>Those under way, and those that ended and can be certified.</summary>
    public ImmutableArray<Erasure> Erasures { get; init; } = [];

    /// <summary>Those that are under way and settled: they end now.</summary>
    public IEnumerable<Erasure> SettledErasures =>
        Erasures.Where(erasure => erasure.IsOpen && IsSettled(erasure.Cause));

    /// <summary>
    /// A holder has not said what became of something that it was ordered to delete. For what comes late nobody waits:
    /// it may come without end.
    /// </summary>
    public bool IsWaitedFor => Orders.Any(order => order.IsOpen && order.Cause != LateData);

    /// <summary>Nobody corrects, restricts or exports what is deleted.</summary>
    public IEnumerable<TaskCancelled> TasksOver(DateTimeOffset now) =>
        Tasks.Where(task => task.IsOpen).Select(task => new TaskCancelled(task.Id, now));

    /// <summary>The causes of those that have ended.</summary>
    /// <param name="begunBefore">Those that began earlier only; null: all.</param>
    public IEnumerable<string> EndedErasures(DateTimeOffset? begunBefore = null) =>
        Erasures.Where(erasure => !erasure.IsOpen && !(erasure.BegunAt >= begunBefore))
            .Select(erasure => erasure.Cause);

    public Erasure? FindErasure(string cause) => Erasures.FirstOrDefault(erasure => erasure.Cause == cause);

    /// <summary>The deletion of all that the controller has is under way.</summary>
    public bool IsErasing(Controller controller) => WholeOf(controller).Any(erasure => erasure.IsOpen);

    /// <summary>
    /// The numbers of the links by which it goes, or went; none: no holder was asked. Older versions noted none at its
    /// end.
    /// </summary>
    public IEnumerable<int> LinksOf(Erasure erasure) =>
        erasure.IsOpen || erasure.Links.IsEmpty ? LinksOf(erasure.Cause, isSinceEnd: false) : erasure.Links;

    /// <summary>Those that were shown for it after its end, and were not taken back.</summary>
    public IEnumerable<int> LinksSinceEndOf(Erasure erasure) => LinksOf(erasure.Cause, isSinceEnd: true);

    /// <summary>By which all erasures of all that the controller has go, or went, or have been shown since.</summary>
    public IEnumerable<int> LinksOf(Controller controller) =>
        WholeOf(controller).SelectMany(erasure => LinksOf(erasure).Concat(LinksSinceEndOf(erasure)));

    public DeletionBook Apply(ErasureBegun begun) => this with
    {
        Erasures = [.. Erasures.Where(known => known.Cause != begun.Erasure.Cause), begun.Erasure],
    };

    /// <summary>
    /// Without those that nobody can certify any more and of which nothing is left to be said: no holder owes it, and
    /// no law keeps it. Of each controller the last of all that it had stays: by it the person ends who is left.
    /// </summary>
    /// <param name="isAsked">Whether the request is open, by its id: its erasure is not forgotten.</param>
    public DeletionBook WithoutOldErasures(DateTimeOffset now, Func<string, bool> isAsked) => this with
    {
        Erasures =
        [
            .. Erasures.Where(known => !(known.EndedAt?.AddMonths(CertifiedForMonths) <= now)
                || known.Reach is ErasureReach.Person || isAsked(known.Cause) || IsUnderWay(known.Cause)
                || (known.IsWhole && known == WholeOf(known.Controller).MaxBy(each => each.EndedAt))),
        ],
    };

    /// <summary>What had ended before it reached further has ended.</summary>
    public DeletionBook Apply(ErasureStopped stopped) => this with
    {
        Erasures =
        [
            .. Erasures.Where(known => known.Cause != stopped.Cause),
            .. Erasures.Where(known => known.Cause == stopped.Cause && known.PartEndedAt is not null)
                .Select(known => known with { Reach = ErasureReach.Part, EndedAt = known.PartEndedAt }),
        ],
    };

    public DeletionBook Apply(ErasureEnded ended) => FindErasure(ended.Cause) is { } erasure
        ? (this with
        {
            Erasures = Erasures.Replace(
                erasure, erasure with { EndedAt = ended.RecordedAt, Links = [.. LinksOf(erasure).Distinct()] }),
        }).Definite(strand => strand.TakenBy == ended.Cause)
        : this;

    /// <summary>
    /// Without what names or shows the person: where exports lie. Nothing that came late is taken back any more.
    /// </summary>
    public DeletionBook WithoutPerson() => (this with
    {
        Tasks = [.. Tasks.Select(task => task with { ResultUri = null, ResultExpiresAt = null })],
    }).Definite(strand => strand.TakenBy is not null);

    private IEnumerable<int> LinksOf(string cause, bool isSinceEnd) => Orders
        .Where(order => order.Cause == cause && order.IsSinceEnd == isSinceEnd
            && order is not { IsSinceEnd: true, Status: DeletionOrderStatus.Cancelled })
        .SelectMany(order => order.Links)
        .Concat(Withheld.Where(kept => kept.Cause == cause && kept.IsSinceEnd == isSinceEnd)
            .SelectMany(kept => kept.Links));

    private bool IsUnderWay(string cause) => Withheld.Any(kept => kept.Cause == cause)
        || Orders.Any(order => order.Cause == cause && (order.IsOpen || IsRetained(order)));

    private IEnumerable<Erasure> WholeOf(Controller controller) =>
        Erasures.Where(erasure => erasure.IsWhole && erasure.Controller == controller);
}
