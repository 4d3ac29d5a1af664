namespace ZenVoip.Registry.Domain.Deletions;

/// <summary>Says that a holder has taken the webhook of an order or a task: what it fetches, nobody notes.</summary>
/// <param name="Id">Of the order or the task.</param>
public sealed record NoteDelivery(string Id) : SubjectCommand
{
    public override bool OutlivesSubject => true;

    public override bool IsNeverTooLarge => true;
}

/// <summary>The holder has taken the webhook of the order.</summary>
public sealed record OrderDelivered(string OrderId, DateTimeOffset RecordedAt) : SubjectEvent(RecordedAt);

/// <summary>The holder has taken the webhook of the task.</summary>
public sealed record TaskDelivered(string TaskId, DateTimeOffset RecordedAt) : SubjectEvent(RecordedAt);

public sealed partial record DeletionBook
{
    /// <summary>A late or repeated note changes nothing: what is settled or overdue stays so.</summary>
    public Outcome Decide(NoteDelivery command, DateTimeOffset now) =>
        (FindOrder(command.Id), FindTask(command.Id)) switch
        {
            ({ Status: DeletionOrderStatus.Issued }, _) => Outcome.Accept(new OrderDelivered(command.Id, now)),
            ({ }, _) => Outcome.NoChange,
            (_, { Status: HolderTaskStatus.Issued }) => Outcome.Accept(new TaskDelivered(command.Id, now)),
            (_, { }) => Outcome.NoChange,
            _ => Refusals.OrderNotFound,
        };

    public DeletionBook Apply(OrderDelivered delivered) =>
        FindOrder(delivered.OrderId) is { Status: DeletionOrderStatus.Issued } order
            ? With(order with { Status = DeletionOrderStatus.Delivered })
            : this;

    public DeletionBook Apply(TaskDelivered delivered) =>
        FindTask(delivered.TaskId) is { Status: HolderTaskStatus.Issued } task
            ? With(task with { Status = HolderTaskStatus.Delivered })
            : this;
}
