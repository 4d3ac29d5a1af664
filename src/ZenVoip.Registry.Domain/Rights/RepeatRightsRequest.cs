using System.Collections.Immutable;
using ZenVoip.Registry.Domain.Rulebook;

namespace ZenVoip.Registry.Domain.Rights;

/// <summary>The person asked again, for more: what they added.</summary>
/// <param name="ForAll">Lists that were narrowed before cover all from now on.</param>
/// <param name="Details">May hold personal values.</param>
public sealed record RightsRequestWidened(
    string RequestId, Addition Added, Whole ForAll, string? Details, DateTimeOffset RecordedAt)
    : SubjectEvent(RecordedAt)
{
    /// <summary>Who asked now, where that is another; null: who asked first.</summary>
    public RequesterRole? Requester { get; init; }

    /// <summary>What was said no to now; null: nothing was.</summary>
    public SaidAgain? Said { get; init; }

    /// <summary>What is entered only now came in before the request; null: it came in after it.</summary>
    public EarlierReceipt? Earlier { get; init; }

    public override string ToString() => $"RightsRequestWidened({RequestId})";
}

/// <summary>A no that repeats or widens an open one: it counts from then on, whatever was agreed to before.</summary>
public sealed record SaidAgain(DateTimeOffset At)
{
    /// <summary>What ends at once; empty: nothing does.</summary>
    public ImmutableArray<SaidNo> Noes { get; init; } = [];
}

/// <summary>The person asked before it was known here: the dates run from then.</summary>
public sealed record EarlierReceipt(DateTimeOffset At, Timetable Timetable);

/// <summary>What a request is about.</summary>
/// <param name="EndedAtOnce">Of an objection.</param>
/// <param name="Contested">Of an objection.</param>
public sealed record Addition(
    ImmutableArray<Purpose> Purposes,
    ImmutableArray<Channel> Channels,
    ImmutableArray<DataCategory> Categories,
    ImmutableArray<Purpose> EndedAtOnce,
    ImmutableArray<Purpose> Contested)
{
    public bool IsNothing => Purposes.IsEmpty && Channels.IsEmpty && Categories.IsEmpty && EndedAtOnce.IsEmpty
        && Contested.IsEmpty;
}

/// <summary>Which lists of a request name nothing, and so cover all.</summary>
public sealed record Whole(bool Purposes, bool Channels, bool Categories)
{
    public bool IsNothing => !Purposes && !Channels && !Categories;
}

/// <summary>The customer to whom a request was sent on asks for it itself: ZenVoIP works it.</summary>
public sealed record RightsRequestInstructed(string RequestId, DateTimeOffset RecordedAt) : SubjectEvent(RecordedAt)
{
    /// <summary>The numbers of the links that it covers; empty in older journals: all.</summary>
    public ImmutableArray<int> Links { get; init; } = [];

    /// <summary>The numbers of the links by which the customer named the person.</summary>
    public ImmutableArray<int> Named { get; init; } = [];
}

public sealed partial record RightsBook
{
    /// <summary>How often what a person wrote is kept of one request.</summary>
    public const int MaxDetails = 20;

    public RightsBook Apply(RightsRequestWidened widened) => With(widened.RequestId, request => request with
    {
        Purposes = Union(request.Purposes, widened.Added.Purposes, widened.ForAll.Purposes),
        Channels = Union(request.Channels, widened.Added.Channels, widened.ForAll.Channels),
        Categories = Union(request.Categories, widened.Added.Categories, widened.ForAll.Categories),
        EndedAtOnce = [.. request.EndedAtOnce, .. widened.Added.EndedAtOnce],
        Contested = [.. request.Contested, .. widened.Added.Contested],
        Details = widened.Details is { } text ? request.Details.Add(text) : request.Details,
        SaidAgainAt = widened.Said?.At switch
        {
            { } at when at > request.SaidAt => at,
            { } when widened.Earlier is not null => request.SaidAt,
            _ => request.SaidAgainAt,
        },
        Said = [.. Newest([.. request.Said, .. widened.Said?.Noes ?? []], no => (no.Words, no.Via))],
        ReceivedAt = widened.Earlier?.At ?? request.ReceivedAt,
        Timetable = widened.Earlier?.Timetable ?? request.Timetable,
    });

    public RightsBook Apply(RightsRequestInstructed instructed) => With(instructed.RequestId, request =>
        request with
        {
            Status = RightsRequestStatus.InProgress,
            InstructedAt = instructed.RecordedAt,
            Links = instructed.Links,
            Named = instructed.Named,
        });

    /// <summary>
    /// What is worked grows by nobody who would have to be verified, or asks what only the customer may instruct: that
    /// is a request of its own. So is what somebody else asks than who is, or was, to be verified, and the instruction
    /// of a customer that wants less done, or something else written, than it was asked (ADR 20).
    /// </summary>
    private static bool IsFor(SubmitRightsRequest command, RightsRequest open) => command switch
    {
        { SaysNo: true } when !open.Controller.IsCustomer => true,
        { Requester: RequesterRole.Controller } => open.IsWorked || TakesUp(command, open),
        { SaysNo: true } => !open.IsWorked,
        _ when open.NeedsVerification && command.Requester != open.Requester => false,
        _ when !open.IsWorked || (!open.NeedsVerification && !open.Controller.IsCustomer) => true,
        { Type: RightsRequestType.Rectification } when !TextOf(command).All(open.Details.Contains) => false,
        { Type: RightsRequestType.Restriction } when !Covers(open.Purposes, command.Purposes) => false,
        _ => Covers(open.Categories, command.Categories),
    };

    /// <summary>
    /// A customer takes up what waits for its word before what it has taken up already, and of that the last. What it
    /// has instructed by itself, or asks nothing of, has no turn.
    /// </summary>
    private static DateTimeOffset? TurnOf(RightsRequest open, SubmitRightsRequest command) => command.Requester switch
    {
        RequesterRole.Controller when TakesUp(command, open) =>
            open.IsWorked ? open.InstructedAt : DateTimeOffset.MaxValue,
        _ => null,
    };

    private static bool TakesUp(SubmitRightsRequest command, RightsRequest open) =>
        Covers(command.Categories, open.Categories)
        && Covers(command.Purposes, open.Purposes)
        && Covers(command.Channels, open.Channels)
        && (command.Type is not RightsRequestType.Rectification
            || TextOf(command) is not [var written] || open.Details.All(known => known == written));

    private static bool Covers<T>(ImmutableArray<T> known, ImmutableArray<T> asked) =>
        known.IsEmpty || (!asked.IsEmpty && asked.All(known.Contains));

    private static Outcome Repeated(
        RightsRequest open, SubmitRightsRequest command, RightsTerms terms, DateTimeOffset now)
    {
        var (ended, contested) = Weighed(command, terms with { Regimes = open.Regimes }, now);
        var added = Added(open, command, ended, contested);
        var whole = new Whole(
            command.Purposes.IsEmpty && !open.Purposes.IsEmpty,
            command.Channels.IsEmpty && !open.Channels.IsEmpty,
            command.Categories.IsEmpty && !open.Categories.IsEmpty);
        var text = TextOf(command) is [var written] && !open.Details.Contains(written)
            && open.Details.Length < MaxDetails ? written : null;
        var isInstruction = command.Requester is RequesterRole.Controller
            && open.Status is RightsRequestStatus.Forwarded && open.ForwardedTo == open.Controller;
        var said = command.SaysNo
            ? new SaidAgain(ReceiptOf(command, now)) { Noes = NoesOf(command, ended, terms, now) }
            : null;
        var earlier = EarlierOf(open, command, terms.Rules.Rights, now);
        var isWider = !added.IsNothing || !whole.IsNothing || text is not null || earlier is not null
            || said?.At > open.SaidAt || said?.Noes.All(open.HasSaid) is false;
        return (isWider, isInstruction) switch
        {
            (true, true) => Outcome.Accept(Widened(), Instructed()),
            (true, false) => Outcome.Accept(Widened()),
            (false, true) => Outcome.Accept(Instructed()),
            _ => Outcome.NoChange,
        };

        RightsRequestInstructed Instructed() =>
            new(open.Id, now) { Links = terms.Links, Named = terms.NamedBy(command) };

        RightsRequestWidened Widened() =>
            new(open.Id, added, whole, text, RecordedAt: now)
            {
                Requester = command.Requester == open.Requester ? null : command.Requester,
                Said = said,
                Earlier = earlier,
            };
    }

    private static EarlierReceipt? EarlierOf(
        RightsRequest open, SubmitRightsRequest command, RightsRules rules, DateTimeOffset now) =>
        ReceiptOf(command, now) is var received && received < open.ReceivedAt
            ? new(received, Reckoned(open with { ReceivedAt = received }, rules))
            : null;

    private static Addition Added(
        RightsRequest open,
        SubmitRightsRequest command,
        ImmutableArray<Purpose> ended,
        ImmutableArray<Purpose> contested) => new(
            More(open.Purposes, command.Purposes),
            More(open.Channels, command.Channels),
            More(open.Categories, command.Categories),
            [.. ended.Except(open.EndedAtOnce)],
            [.. contested.Except(open.Contested)]);

    /// <summary>A list that is empty covers all already.</summary>
    private static ImmutableArray<T> More<T>(ImmutableArray<T> known, ImmutableArray<T> asked) =>
        known.IsEmpty ? [] : [.. asked.Except(known)];

    private static ImmutableArray<T> Union<T>(ImmutableArray<T> known, ImmutableArray<T> added, bool isAll) =>
        isAll ? [] : [.. known, .. added];
}
