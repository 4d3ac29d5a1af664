using ZenVoip.Registry.Domain;
using ZenVoip.Registry.Domain.Deletions;
using ZenVoip.Registry.Grains.Faults;
using ZenVoip.Registry.Server.Api;
using ZenVoip.Registry.Server.Security;

namespace ZenVoip.Registry.Server.Subjects;

/// <summary>Takes what holder systems answer to their orders.</summary>
internal sealed class OrderChanges(SubjectCalls calls, OrderReading orders)
{
    public async Task<DeletionOrderPayload> Confirm(
        ConfirmDeletionInput input, Caller caller, CancellationToken cancellation)
    {
        caller.MustBeHolder();
        if (!OperationReplay.IsValid(input.OperationId))
            return Refused(EdgeRefusals.OperationIdInvalid);
        if (await orders.Find(input.OrderId, caller, cancellation) is not { } place)
            return Refused(Refusals.OrderNotFound);
        var result = await calls.Send(new SubjectCall
        {
            Target = new Reference(place.SubjectId, Identifier: null),
            Command = CommandOf(input),
            Written = [],
            Actor = caller.Client,
            OperationId = input.OperationId,
        }, cancellation);
        FaultPoints.Reached(FaultPoint.ConfirmationTaken);
        return await Payload(result, input.OrderId, caller, cancellation);
    }

    private static ConfirmDeletion CommandOf(ConfirmDeletionInput input) => new()
    {
        OrderId = input.OrderId,
        Method = input.Method ?? DeletionMethod.Erased,
        Count = input.Count,
        ResidualUntil = input.ResidualUntil,
        RetainedUntil = input.RetainedUntil,
        Ground = input.Ground,
    };

    private async Task<DeletionOrderPayload> Payload(
        CallResult result, string orderId, Caller caller, CancellationToken cancellation)
    {
        var order = result.Subject?.Deletions.FindOrder(orderId) is { } held
            ? DeletionOrderNode.Of(result.Subject, held)
            : await orders.ById(orderId, caller, cancellation);
        return result.Refusal switch
        {
            null => new(order, []),
            // The subject has let go of what was settled long ago.
            var refusal when refusal == Refusals.OrderNotFound =>
                new(order, [UserError.Counted(Refusals.OrderSettled)]),
            var refusal => new(order, [UserError.Counted(refusal)]),
        };
    }

    private static DeletionOrderPayload Refused(Refusal refusal) => new(null, [UserError.Counted(refusal)]);
}
