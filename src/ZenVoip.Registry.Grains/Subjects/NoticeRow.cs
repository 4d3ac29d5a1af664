using System.Collections.Immutable;
using ZenVoip.Registry.Domain;
using ZenVoip.Registry.Domain.Deletions;
using ZenVoip.Registry.Domain.Rights;
using ZenVoip.Registry.Domain.Subjects;
using ZenVoip.Registry.Grains.Json;

namespace ZenVoip.Registry.Grains.Subjects;

/// <summary>
/// A warning before a deadline, or an escalation after it, for the systems that ask to be told. The statement that
/// stores it makes one of it for each of them. Nothing in it identifies.
/// </summary>
public sealed record NoticeRow
{
    public const string DeadlineNear = "rights_deadline.near";
    public const string DeadlineMissed = "rights_deadline.missed";
    public const string OrderLate = "deletion_order.escalated";
    public const string TaskLate = "holder_task.escalated";

    /// <summary><c>ntc_</c> and a random part.</summary>
    public required string Id { get; init; }

    /// <summary>What is told: a receiver knows it by this.</summary>
    public required string Type { get; init; }

    /// <summary>What is late: ACKNOWLEDGE or ANSWER of a request, DELETE, or what a task asks for.</summary>
    public required string Kind { get; init; }

    /// <summary>The id of the request, the order or the task.</summary>
    public required string About { get; init; }

    public required DateTimeOffset IssuedAt { get; init; }

    /// <summary>The number of the journal's entry.</summary>
    public required int Position { get; init; }

    /// <summary>Of what a change recorded.</summary>
    /// <param name="after">The subject after it.</param>
    internal static ImmutableArray<NoticeRow> Of(ImmutableArray<SubjectEvent> happened, Subject after, MintId mint) =>
    [
        .. from entry in happened.Index()
           let told = Of(entry.Item, after)
           where told is not null
           select new NoticeRow
           {
               Id = mint("ntc"),
               Type = told.Value.Type,
               Kind = told.Value.Kind,
               About = told.Value.About,
               IssuedAt = entry.Item.RecordedAt,
               Position = after.Version - happened.Length + entry.Index + 1,
           },
    ];

    private static (string Type, string Kind, string About)? Of(SubjectEvent happened, Subject after) =>
        happened switch
        {
            RightsDeadlineNear near => (DeadlineNear, WireNames.Of(near.Kind), near.RequestId),
            RightsDeadlineMissed missed => (DeadlineMissed, WireNames.Of(missed.Kind), missed.RequestId),
            OrderEscalated { OrderId: var id } => (OrderLate, WorkRow.Delete, id),
            TaskEscalated { TaskId: var id } when after.Deletions.FindTask(id) is { Kind: var kind } =>
                (TaskLate, WireNames.Of(kind), id),
            _ => null,
        };
}
