using ZenVoip.Registry.Domain;
using ZenVoip.Registry.Domain.Deletions;
using ZenVoip.Registry.Domain.Retention;
using ZenVoip.Registry.Domain.Rights;

namespace ZenVoip.Registry.Grains.Json;

/// <summary>The id that an event concerns beside its subject's, for the feed.</summary>
internal static class EventRefs
{
    /// <summary>Null: it concerns none, or several.</summary>
    public static string? Of(SubjectEvent @event) => @event switch
    {
        LegalHoldPlaced { Hold.Id: var id } => id,
        LegalHoldReleased { HoldId: var id } => id,
        OrdersIssued { Orders: [{ Id: var id }] } => id,
        OrderDelivered { OrderId: var id } => id,
        OrderEscalated { OrderId: var id } => id,
        OrderCancelled { OrderId: var id } => id,
        DeletionConfirmed { OrderId: var id } => id,
        DeletionRetained { OrderId: var id } => id,
        TasksIssued { Tasks: [{ Id: var id }] } => id,
        TaskDelivered { TaskId: var id } => id,
        TaskEscalated { TaskId: var id } => id,
        TaskCancelled { TaskId: var id } => id,
        TaskCompleted { TaskId: var id } => id,
        ResultExpired { TaskId: var id } => id,
        ErasureBegun { Erasure.Cause: var id } => id,
        ErasureStopped { Cause: var id } => id,
        ErasureEnded { Cause: var id } => id,
        RightsRequestReceived { Request.Id: var id } => id,
        RightsRequestWidened { RequestId: var id } => id,
        RightsRequestInstructed { RequestId: var id } => id,
        RightsRegimesJoined { RequestId: var id } => id,
        RightsRequestAcknowledged { RequestId: var id } => id,
        RightsRequestVerified { RequestId: var id } => id,
        ClarificationAsked { RequestId: var id } => id,
        RightsRequestClarified { RequestId: var id } => id,
        RightsRequestExtended { RequestId: var id } => id,
        RightsRequestForwarded { RequestId: var id } => id,
        RightsRequestCompleted { RequestId: var id } => id,
        RightsRequestRefused { RequestId: var id } => id,
        RightsRequestWithdrawn { RequestId: var id } => id,
        RightsRequestExpired { RequestId: var id } => id,
        MinorConfirmed { RequestId: var id } => id,
        RestrictionLifted { RequestId: var id } => id,
        RightsDeadlineNear { RequestId: var id } => id,
        RightsDeadlineMissed { RequestId: var id } => id,
        ExportExpired { RequestId: var id } => id,
        _ => null,
    };
}
