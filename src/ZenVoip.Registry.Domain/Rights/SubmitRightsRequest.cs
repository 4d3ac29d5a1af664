using System.Collections.Immutable;
using ZenVoip.Registry.Domain.Rulebook;

namespace ZenVoip.Registry.Domain.Rights;

/// <summary>Exercises a right. An objection and an opt-out of sale are a no: nothing refuses them.</summary>
public sealed record SubmitRightsRequest : SubjectCommand
{
    public const int MaxDetails = 4096;

    /// <summary>Nothing was received before the GDPR applied: an earlier time is taken as this one.</summary>
    public static readonly DateTimeOffset Earliest = new(2018, 5, 25, 0, 0, 0, TimeSpan.Zero);

    /// <summary><c>*</c>: everybody on the platform (only a no).</summary>
    public required Controller Controller { get; init; }

    public required RightsRequestType Type { get; init; }

    public required RequestManner Manner { get; init; }

    public RequesterRole Requester { get; init; }

    /// <summary>Empty: all.</summary>
    public ImmutableArray<Purpose> Purposes { get; init; } = [];

    /// <summary>Empty: all.</summary>
    public ImmutableArray<Channel> Channels { get; init; } = [];

    /// <summary>Empty: all.</summary>
    public ImmutableArray<DataCategory> Categories { get; init; } = [];

    /// <summary>Of an APPEAL: the request that was refused.</summary>
    public string? AppealOf { get; init; }

    /// <summary>When it reached the controller; null: now. Clocks run from it, also where it is entered late.</summary>
    public DateTimeOffset? ReceivedAt { get; init; }

    /// <summary>May hold personal values.</summary>
    public string? Details { get; init; }

    public override bool SaysNo => Type is RightsRequestType.Objection or RightsRequestType.OptOutOfSale;

    /// <summary>No right is refused for how much is known of who asks (GDPR art. 12(2)).</summary>
    public override bool IsNeverTooLarge => true;

    /// <summary>An appeal is about a record, which outlives the person.</summary>
    public override bool OutlivesSubject => SaysNo || Type is RightsRequestType.Appeal;

    /// <summary>An erasure may take long, and be taken back. Of a tombstone there is nothing left to ask for.</summary>
    public override bool IsHeardDuringErasure => true;

    /// <summary>Whoever asks may be asking because nobody ought to know them.</summary>
    public override bool Introduces => true;

    public override bool ReachesHolders => true;

    public override DateTimeOffset? SaidAt => SaysNo ? ReceivedAt : null;

    /// <summary>
    /// What a no names besides what the rulebook knows is bounded: categories that nobody has are passed over, and so
    /// many purposes have a name.
    /// </summary>
    /// <param name="named">What the person's noes name already.</param>
    public SubmitRightsRequest HeardBy(Rules rules, IEnumerable<Purpose> named) => SaysNo
        ? this with
        {
            Purposes = rules.Heard(Purposes, named),
            Categories = [.. Categories.Where(code => rules.Retention.Find(code) is not null)],
        }
        : this;

    public override string ToString() => $"SubmitRightsRequest({Type})";

    internal string? AppealedOf => Type is RightsRequestType.Appeal ? AppealOf : null;
}

/// <summary>A request came in.</summary>
public sealed record RightsRequestReceived(RightsRequest Request, DateTimeOffset RecordedAt) : SubjectEvent(RecordedAt);

public sealed partial record RightsBook
{
    /// <summary>
    /// One open request for each controller and right: a repetition returns it (<see cref="OpenOf"/>), and widens it
    /// where it asks for more. What concerns a customer's data goes to the customer; what the customer asks for itself
    /// is its instruction and is worked at once (GDPR art. 28(3)(a), (e)).
    /// </summary>
    public Outcome Decide(SubmitRightsRequest command, RightsTerms terms, MintId mint, DateTimeOffset now)
    {
        var received = ReceiptOf(command, now);
        command = command.HeardBy(terms.Rules, [.. terms.NamedElsewhere, .. NamedPurposes]);
        if (!command.SaysNo && Flaw(command, terms, received, now) is { } refusal)
            return refusal;
        if (OpenOf(command, terms.Ended) is { } open)
            return Repeated(open, command, terms, now);
        if (!command.SaysNo
            && Requests.Count(one => one is { IsOpen: true, IsSentOn: false, SaysNo: false }
                && one.Requester == command.Requester
                && (command.Requester is not RequesterRole.Controller || one.Controller == command.Controller))
                    >= MaxOpen)
            return Refusals.RequestLimit;
        var opened = Priced(Opened(command, terms, mint("req"), now), terms.Rules.Rights);
        return Outcome.Accept(new RightsRequestReceived(opened, RecordedAt: now));
    }

    public RightsBook Apply(RightsRequestReceived received) => Find(received.Request.Id) is null
        ? new() { Requests = Requests.Add(received.Request) }
        : this;

    private static DateTimeOffset ReceiptOf(SubmitRightsRequest command, DateTimeOffset now) =>
        now.OrEarlier(command.ReceivedAt) is var said && said > SubmitRightsRequest.Earliest
            ? said
            : SubmitRightsRequest.Earliest;

    private Refusal? Flaw(
        SubmitRightsRequest command, RightsTerms terms, DateTimeOffset received, DateTimeOffset now) => command switch
        {
            _ when command.Controller == Controller.Platform => Refusals.ControllerNotAllowed,
            { Requester: RequesterRole.Controller } when command.Controller == Controller.ZenVoip =>
                Refusals.RequesterNotAllowed,
            _ when command.ReceivedAt > now + Instants.Ahead => Refusals.TimeInFuture with { Field = "receivedAt" },
            { Details: { } details } when !IsText(details, SubmitRightsRequest.MaxDetails) => Refusals.DetailsInvalid,
            _ when Refusals.PurposeUnknown.OfFirst(
                command.Purposes, "purposes", each => terms.Rules.Find(each) is null) is { } unknown => unknown,
            { Type: RightsRequestType.Erasure, Purposes: [_, ..] } => Refusals.PurposesNotAllowed,
            { Type: RightsRequestType.Erasure, Channels: [_, ..] } =>
                Refusals.PurposesNotAllowed with { Field = "channels" },
            _ when Refusals.CategoryUnknown.OfFirst(
                command.Categories, "categories", each => terms.Rules.Retention.Find(each) is null) is { } unknown =>
                unknown,
            { Type: RightsRequestType.Appeal } => AppealFlaw(command, terms, received),
            { AppealOf: not null } => Refusals.AppealOfInvalid,
            _ => null,
        };

    private RightsRequest Opened(SubmitRightsRequest command, RightsTerms terms, string id, DateTimeOffset now)
    {
        var rules = terms.Rules.Rights;
        var received = ReceiptOf(command, now);
        var regimes = command.Type is RightsRequestType.Appeal
            ? rules.AppealsIn(Find(command.AppealOf!)!.Regimes, received)
            : terms.Regimes;
        var (ended, contested) = Weighed(command, terms, now);
        var status = StatusOf(command, regimes, rules, now);
        var isUnverified = status is RightsRequestStatus.AwaitingVerification;
        var times = new RequestTimes(received) { NeedsVerification = isUnverified };
        return new()
        {
            Id = id,
            Type = command.Type,
            Controller = command.Controller,
            Manner = command.Manner,
            Requester = command.Requester,
            Regimes = regimes,
            ReceivedAt = received,
            Purposes = [.. command.Purposes.Distinct()],
            Channels = [.. command.Channels.Distinct()],
            Categories = [.. command.Categories.Distinct()],
            Details = TextOf(command),
            AppealOf = command.AppealedOf,
            Status = status,
            NeedsVerification = isUnverified,
            VerifyBy = isUnverified ? rules.VerifyBy(command.Type, regimes, now) : null,
            Links = status is RightsRequestStatus.InProgress ? terms.Links : [],
            Named = terms.NamedBy(command),
            ForwardedTo = status is RightsRequestStatus.Forwarded ? command.Controller : null,
            Said = NoesOf(command, ended, terms, now),
            EndedAtOnce = ended,
            Contested = contested,
            Timetable = rules.TimetableOf(command.Type, regimes, times),
        };
    }

    private static RightsRequestStatus StatusOf(
        SubmitRightsRequest command, ImmutableArray<string> regimes, RightsRules rules, DateTimeOffset now) =>
        command switch
        {
            { Requester: RequesterRole.Controller } => RightsRequestStatus.InProgress,
            _ when command.Controller.IsCustomer => RightsRequestStatus.Forwarded,
            _ when rules.NeedsVerification(command.Type, regimes, now) => RightsRequestStatus.AwaitingVerification,
            _ => RightsRequestStatus.InProgress,
        };

    /// <summary>
    /// What cost nothing to ask for is not counted: a no, a complaint, an appeal. Nor is what somebody else asked.
    /// </summary>
    private RightsRequest Priced(RightsRequest request, RightsRules rules) => request with
    {
        MayBeCharged = request.NeedsVerification && rules.MayBeCharged(
            request.Regimes,
            Requests.Where(earlier => earlier is { NeedsVerification: true, IsSentOn: false }
                && earlier.Controller == request.Controller && earlier.Requester == request.Requester)
                .Select(earlier => earlier.ReceivedAt),
            request.ReceivedAt),
    };

    private static ImmutableArray<string> TextOf(SubmitRightsRequest command) =>
        command.Details?.Plain() is { } text && !string.IsNullOrWhiteSpace(text)
            ? [text.Length <= SubmitRightsRequest.MaxDetails ? text : text[..SubmitRightsRequest.MaxDetails].Plain()]
            : [];
}
