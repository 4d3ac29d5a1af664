using ZenVoip.Registry.Domain;
using ZenVoip.Registry.Domain.Deletions;
using ZenVoip.Registry.Server.Api;
using ZenVoip.Registry.Server.Security;

namespace ZenVoip.Registry.Server.Subjects;

/// <summary>Takes what holder systems answer to their tasks.</summary>
internal sealed class TaskChanges(SubjectCalls calls, TaskReading tasks)
{
    public async Task<HolderTaskPayload> Complete(
        CompleteTaskInput input, Caller caller, CancellationToken cancellation)
    {
        caller.MustBeHolder();
        if (!OperationReplay.IsValid(input.OperationId))
            return Refused(EdgeRefusals.OperationIdInvalid);
        if (await tasks.Find(input.TaskId, caller, cancellation) is not { } place)
            return Refused(Refusals.TaskNotFound);
        var result = await calls.Send(new SubjectCall
        {
            Target = new Reference(place.SubjectId, Identifier: null),
            Command = new CompleteTask(input.TaskId, input.ResultUri, input.ResultExpiresAt),
            Written = [],
            Actor = caller.Client,
            OperationId = input.OperationId,
        }, cancellation);
        var task = result.Subject?.Deletions.FindTask(input.TaskId) is { } held
            ? HolderTaskNode.Of(result.Subject, held)
            : await tasks.ById(input.TaskId, caller, cancellation);
        return result.Refusal switch
        {
            null => new(task, []),
            // The subject has let go of what was settled long ago.
            var refusal when refusal == Refusals.TaskNotFound => new(task, [UserError.Counted(Refusals.TaskSettled)]),
            var refusal => new(task, [UserError.Counted(refusal)]),
        };
    }

    private static HolderTaskPayload Refused(Refusal refusal) => new(null, [UserError.Counted(refusal)]);
}
