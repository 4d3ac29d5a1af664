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
            .. request.IsWorked && (!widened.Added.Categories.IsEmpty || widened.ForAll.Categories)
                ? WorkOf(request, request.Links)
                : [],
        ],
        RightsRequestVerified verified when Find(verified.RequestId) is { IsWorked: true } request =>
            WorkOf(request, verified.Links),
        RightsRequestClarified clarified when Find(clarified.RequestId) is { } request
            && request.Details.Contains(clarified.Answer) => Corrected(request),
        RightsRequestInstructed instructed when Find(instructed.RequestId) is { } request =>
            WorkOf(request, request.Links),
        RightsRequestCompleted { Ending.Ground: null } completed when Find(completed.RequestId) is { } request =>
            request is { ForwardedTo: null, Type: RightsRequestType.Objection }
                ? [.. Wished(request, Objections(request.Contested, request.Channels, via: null, request.SaidAt))]
                : [],
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
            RightsRequestType.Restriction => [Task(request, HolderTaskKind.Restrict, links)],
            RightsRequestType.OptOutOfSale => [Task(request, HolderTaskKind.StopSharing, links)],
            RightsRequestType.Erasure =>
            [
                new ErasureWished(
                    request.Id, OwnOf(request), request.Categories, request.Controller.IsCustomer ? [] : request.Links),
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

    private static ImmutableArray<RightsEffect> TakenBack(RightsRequest request) => request.Type switch
    {
        RightsRequestType.Restriction =>
            [new WishesEnded(request.Id), Task(request, HolderTaskKind.Unrestrict, request.Links)],
        RightsRequestType.OptOutOfSale => [],
        _ when WorkOf(request, []).IsEmpty => [],
        _ => [new WishesEnded(request.Id)],
    };

    private static TaskWished Task(RightsRequest request, HolderTaskKind kind, ImmutableArray<int> links) =>
        new(request.Id, kind, OwnOf(request), request.Categories, links);

    /// <summary>What is said to everybody on the platform, ZenVoIP works with its own holders.</summary>
    private static Controller OwnOf(RightsRequest request) =>
        request.Controller == Controller.Platform ? Controller.ZenVoip : request.Controller;
}
