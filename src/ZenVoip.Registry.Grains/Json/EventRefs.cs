using ZenVoip.Registry.Domain;
using ZenVoip.Registry.Domain.Deletions;
using ZenVoip.Registry.Domain.Retention;

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
        _ => null,
    };
}
