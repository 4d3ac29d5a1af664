using System.Collections.Immutable;
using ZenVoip.Registry.Domain;
using ZenVoip.Registry.Domain.Deletions;
using ZenVoip.Registry.Domain.Rights;
using ZenVoip.Registry.Domain.Subjects;
using ZenVoip.Registry.Grains.Json;

namespace ZenVoip.Registry.Grains.Subjects;

/// <summary>
/// A warning before a deadline, or an escalation after it, for the systems that ask to be told: the statement that
/// stores it makes one of it for each of them. Or that an order or a task is taken back, for the system that had it.
/// Nothing in it identifies.
/// </summary>
public sealed record NoticeRow
{
    public const string DeadlineNear = "rights_deadline.near";
    public const string DeadlineMissed = "rights_deadline.missed";
    public const string OrderLate = "deletion_order.escalated";
    public const string TaskLate = "holder_task.escalated";
    public const string OrderTakenBack = "deletion_order.cancelled";
    public const string TaskTakenBack = "holder_task.cancelled";

    /// <summary><c>ntc_</c> and a random part.</summary>
    public required string Id { get; init; }

    /// <summary>What is told: a receiver knows it by this.</summary>
    public required string Type { get; init; }

    /// <summary>The only one that is told, if it has a webhook; null: all that ask for notices.</summary>
    public string? System { get; init; }

    /// <summary>What it is of: ACKNOWLEDGE or ANSWER of a request, DELETE, or what a task asks for.</summary>
    public required string Kind { get; init; }

    /// <summary>The id of the request, the order or the task.</summary>
    public required string About { get; init; }

    public required DateTimeOffset IssuedAt { get; init; }

    /// <summary>The number of the journal's entry.</summary>
    public required int Position { get; init; }

    /// <summary>Of what a change recorded.</summary>
    internal static ImmutableArray<NoticeRow> Of(
        Subject before, ImmutableArray<SubjectEvent> happened, Subject after, MintId mint) =>
    [
        .. from entry in happened.Index()
           let told = Of(before, entry.Item, after)
           where told is not null
           select new NoticeRow
           {
               Id = mint("ntc"),
               Type = told.Value.Type,
               System = told.Value.System,
               Kind = told.Value.Kind,
               About = told.Value.About,
               IssuedAt = entry.Item.RecordedAt,
               Position = after.Version - happened.Length + entry.Index + 1,
           },
    ];

    /// <summary>What was never given to a system need not be taken back from it.</summary>
    private static (string Type, string Kind, string About, string? System)? Of(
        Subject before, SubjectEvent happened, Subject after) => happened switch
        {
            RightsDeadlineNear near => (DeadlineNear, WireNames.Of(near.Kind), near.RequestId, null),
            RightsDeadlineMissed missed => (DeadlineMissed, WireNames.Of(missed.Kind), missed.RequestId, null),
            OrderEscalated { OrderId: var id } => (OrderLate, WorkRow.Delete, id, null),
            OrderCancelled { OrderId: var id } when before.Deletions.FindOrder(id) is { } order =>
                (OrderTakenBack, WorkRow.Delete, id, order.System),
            TaskEscalated { TaskId: var id } when after.Deletions.FindTask(id) is { } task =>
                (TaskLate, WireNames.Of(task.Kind), id, null),
            TaskCancelled { TaskId: var id } when before.Deletions.FindTask(id) is { } task =>
                (TaskTakenBack, WireNames.Of(task.Kind), id, task.System),
            _ => null,
        };
}
