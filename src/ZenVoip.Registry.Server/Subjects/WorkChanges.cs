using ZenVoip.Registry.Domain;
using ZenVoip.Registry.Domain.Deletions;
using ZenVoip.Registry.Grains.Faults;
using ZenVoip.Registry.Server.Api;
using ZenVoip.Registry.Server.Security;
using ZenVoip.Registry.Server.Storage;

namespace ZenVoip.Registry.Server.Subjects;

/// <summary>Takes what holder systems answer to their orders and tasks.</summary>
internal sealed class WorkChanges(SubjectCalls calls, WorkReading work)
{
    public async Task<DeletionOrderPayload> Confirm(
        ConfirmDeletionInput input, Caller caller, CancellationToken cancellation)
    {
        caller.MustBeHolder();
        var place = await work.FindOrder(input.OrderId, caller, cancellation);
        var command = new ConfirmDeletion
        {
            OrderId = input.OrderId,
            Method = input.Method ?? DeletionMethod.Erased,
            Count = input.Count,
            ResidualUntil = input.ResidualUntil,
            RetainedUntil = input.RetainedUntil,
            Ground = input.Ground,
        };
        var (subject, refusal) = place is null
            ? CallResult.Refused(Refusals.OrderNotFound)
            : await Send(place, command, input.OperationId, caller, cancellation);
        FaultPoints.Reached(FaultPoint.ConfirmationTaken);
        var order = subject?.Deletions.FindOrder(input.OrderId) is { } held ? DeletionOrderNode.Of(subject, held)
            : place is null ? null
            : await work.OrderAt(place);
        // The subject has let go of what was settled long ago.
        return new(order, Errors(refusal == Refusals.OrderNotFound && order is not null
            ? Refusals.OrderSettled
            : refusal));
    }

    public async Task<HolderTaskPayload> Complete(
        CompleteTaskInput input, Caller caller, CancellationToken cancellation)
    {
        caller.MustBeHolder();
        var place = await work.FindTask(input.TaskId, caller, cancellation);
        var command = new CompleteTask(input.TaskId, input.ResultUri, input.ResultExpiresAt);
        var (subject, refusal) = place is null
            ? CallResult.Refused(Refusals.TaskNotFound)
            : await Send(place, command, input.OperationId, caller, cancellation);
        var task = subject?.Deletions.FindTask(input.TaskId) is { } held ? HolderTaskNode.Of(subject, held)
            : place is null ? null
            : await work.TaskAt(place);
        return new(task, Errors(refusal == Refusals.TaskNotFound && task is not null ? Refusals.TaskSettled : refusal));
    }

    private static UserError[] Errors(Refusal? refusal) => refusal is null ? [] : [UserError.Counted(refusal)];

    private async Task<CallResult> Send(
        WorkPlace place, SubjectCommand command, string? operationId, Caller caller, CancellationToken cancellation) =>
        OperationReplay.IsValid(operationId)
            ? await calls.Send(new SubjectCall
            {
                Target = new Reference(place.SubjectId, Identifier: null),
                Command = command,
                Written = [],
                Actor = caller.Client,
                OperationId = operationId,
            }, cancellation)
            : CallResult.Refused(EdgeRefusals.OperationIdInvalid);
}
