using System.Collections.Immutable;

namespace ZenVoip.Registry.Domain.Rights;

public sealed partial record RightsBook
{
    /// <summary>What is to happen elsewhere because of an event of this book: asked after it was applied.</summary>
    public ImmutableArray<RightsEffect> EffectsOf(SubjectEvent happened) => happened switch
    {
        RightsRequestReceived { Request: var request } =>
        [
            .. Wished(request, request.Said),
            .. request.IsWorked ? WorkOf(request, request.Links) : [],
        ],
        RightsRequestWidened widened when Find(widened.RequestId) is { } request =>
        [
            .. Wished(request, widened.Said?.Noes ?? []),
            .. widened.Details is null ? [] : Corrected(request),
            .. request.IsWorked && !(widened.Added.IsNothing && widened.ForAll.IsNothing)
                ? WorkOf(request, request.Links)
                : [],
        ],
        RightsRequestVerified verified when Find(verified.RequestId) is { IsWorked: true } request =>
            WorkOf(request, verified.Links),
        RightsRequestClarified clarified when Find(clarified.RequestId) is { } request
            && request.Details.Contains(clarified.Answer) => Corrected(request),
        RightsRequestInstructed instructed when Find(instructed.RequestId) is { } request =>
            WorkOf(request, request.Links),
        RightsRequestCompleted completed when Find(completed.RequestId) is { } request => Decided(request),
        RightsRequestRefused refused => Undone(refused.RequestId),
        RightsRequestWithdrawn withdrawn => Undone(withdrawn.RequestId),
        RightsRequestForwarded forwarded when Find(forwarded.RequestId) is { IsSentOn: true } request =>
        [
            .. Wished(request, Newest(request.Said, no => no.Words))
                .Select(no => no with { Controller = forwarded.To, SaidTo = request.Controller }),
            .. request.IsKnown ? TakenBack(request) : [],
        ],
        RestrictionLifted lifted when Find(lifted.RequestId) is { } request => TakenBack(request),
        MinorConfirmed confirmed when Find(confirmed.RequestId) is { } request =>
            [new ErasureWished(request.Id, OwnOf(request), [], [])],
        _ => [],
    };

    private static IEnumerable<NoWished> Wished(RightsRequest request, IEnumerable<SaidNo> noes) =>
        noes.Select(no => new NoWished(request.Id, request.Controller, no));

    /// <summary>What holders of the controller restrict now, by every request that restricts.</summary>
    public IEnumerable<TaskWished> RestrictedFor(Controller controller) => Requests
        .Where(request => request.IsWorked && (request.Restricts || request.SuspectsMinor))
        .SelectMany(RestrictionsOf)
        .Where(wished => wished.Controller == controller);

    /// <summary>Of an objection: what was contested is restricted no longer, and what is upheld ends.</summary>
    private static ImmutableArray<RightsEffect> Decided(RightsRequest request) => request switch
    {
        { Type: not RightsRequestType.Objection } or { ForwardedTo: not null } => [],
        { Ground: not null } => TakenBack(request),
        _ =>
        [
            .. Wished(request, Objections(request.Contested, request.Channels, via: null, request.SaidAt)),
            .. Unrestricted(request),
        ],
    };

    /// <summary>
    /// What holder systems do for a request that ZenVoIP works. An erasure goes by all that was verified so far: more
    /// may have come since by what was verified first.
    /// </summary>
    private static ImmutableArray<RightsEffect> WorkOf(RightsRequest request, ImmutableArray<int> links) =>
        request.Type switch
        {
            RightsRequestType.Access or RightsRequestType.Portability =>
                [Task(request, HolderTaskKind.Export, links)],
            RightsRequestType.Rectification => [Task(request, HolderTaskKind.Rectify, links)],
            RightsRequestType.Restriction =>
                [Task(request, HolderTaskKind.Restrict, links) with { Purposes = request.Purposes }],
            RightsRequestType.Objection =>
            [
                .. OfAny(request.Contested, Task(request, HolderTaskKind.Restrict, links)),
                .. OfAny(request.EndedAtOnce, Task(request, HolderTaskKind.StopSharing, links)),
            ],
            RightsRequestType.MinorReport => [Task(request, HolderTaskKind.Restrict, links)],
            RightsRequestType.OptOutOfSale => [Task(request, HolderTaskKind.StopSharing, links)],
            RightsRequestType.Erasure =>
            [
                new ErasureWished(
                    request.Id, OwnOf(request), request.Categories, request.Controller.IsCustomer ? [] : request.Links)
                {
                    IsBeyondDoubt = request.IsBeyondDoubt,
                },
            ],
            _ => [],
        };

    /// <summary>A holder that has corrected already has not heard what was written since.</summary>
    private static ImmutableArray<RightsEffect> Corrected(RightsRequest request) =>
        request is { IsWorked: true, Type: RightsRequestType.Rectification }
            ? [Task(request, HolderTaskKind.Rectify, request.Links) with { IsAnew = true }]
            : [];

    private ImmutableArray<RightsEffect> Undone(string id) =>
        Find(id) is { IsWorked: true } request ? TakenBack(request) : [];

    private static ImmutableArray<RightsEffect> TakenBack(RightsRequest request) =>
        WorkOf(request, []).IsEmpty ? [] : [new WishesEnded(request.Id), .. Unrestricted(request)];

    private static IEnumerable<TaskWished> Unrestricted(RightsRequest request) =>
        RestrictionsOf(request).Select(wished => wished with { Kind = HolderTaskKind.Unrestrict });

    private static IEnumerable<TaskWished> RestrictionsOf(RightsRequest request) =>
        WorkOf(request, request.Links).OfType<TaskWished>().Where(wished => wished.Kind is HolderTaskKind.Restrict);

    private static IEnumerable<TaskWished> OfAny(ImmutableArray<Purpose> purposes, TaskWished wished) =>
        purposes.IsEmpty ? [] : [wished with { Purposes = purposes }];

    private static TaskWished Task(RightsRequest request, HolderTaskKind kind, ImmutableArray<int> links) =>
        new(request.Id, kind, OwnOf(request), request.Categories, links);

    /// <summary>What is said to everybody on the platform, ZenVoIP works with its own holders.</summary>
    private static Controller OwnOf(RightsRequest request) =>
        request.Controller == Controller.Platform ? Controller.ZenVoip : request.Controller;
}
