using System.Collections.Immutable;

namespace ZenVoip.Registry.Domain.Deletions;

/// <summary>What holder systems are to do for a rights request.</summary>
/// <param name="Links">The numbers of the subject's links that it concerns.</param>
public sealed record TaskWish(
    HolderTaskKind Kind,
    Controller Controller,
    ImmutableArray<DataCategory> Categories,
    string RequestId,
    ImmutableArray<int> Links)
{
    /// <inheritdoc cref="HolderTask.Purposes"/>
    public ImmutableArray<Purpose> Purposes { get; init; } = [];

    /// <summary>Also of a system that was asked the same.</summary>
    public bool IsAnew { get; init; }
}

/// <summary>Holder systems are asked for something.</summary>
public sealed record TasksIssued(ImmutableArray<HolderTask> Tasks, DateTimeOffset RecordedAt)
    : SubjectEvent(RecordedAt);

/// <summary>A task was not done in time. It stays open until it is settled.</summary>
public sealed record TaskEscalated(string TaskId, DateTimeOffset RecordedAt) : SubjectEvent(RecordedAt);

/// <summary>The task is taken back.</summary>
public sealed record TaskCancelled(string TaskId, DateTimeOffset RecordedAt) : SubjectEvent(RecordedAt);

public sealed partial record DeletionBook
{
    /// <summary>
    /// One task for each system that holds any of the categories; none for a system that was asked the same for the
    /// same request already, of at least these categories, links and purposes.
    /// </summary>
    public ImmutableArray<SubjectEvent> Asked(
        TaskWish wish, IEnumerable<HolderSystem> systems, MintId mint, DateTimeOffset now)
    {
        ImmutableArray<HolderTask> tasks =
        [
            .. from system in systems
               let categories = ImmutableArray.CreateRange(wish.Categories.Where(system.Categories.Contains))
               where !categories.IsEmpty && (wish.IsAnew || !Tasks.Any(task => task.System == system.Name
                   && categories.All(task.Categories.Contains) && IsAsked(wish, task)))
               select new HolderTask
               {
                   Id = mint("tsk"),
                   Kind = wish.Kind,
                   Controller = wish.Controller,
                   System = system.Name,
                   Categories = categories,
                   Purposes = wish.Purposes,
                   RequestId = wish.RequestId,
                   Links = wish.Links,
                   IssuedAt = now,
                   DueAt = now + system.ConfirmWithin,
               },
        ];
        return tasks.IsEmpty ? [] : [new TasksIssued(tasks, now)];
    }

    private static bool IsAsked(TaskWish wish, HolderTask task) =>
        task.RequestId == wish.RequestId && task.Kind == wish.Kind && task.Controller == wish.Controller
        && wish.Links.All(task.Links.Contains)
        && (task.Purposes.IsEmpty || (!wish.Purposes.IsEmpty && wish.Purposes.All(task.Purposes.Contains)));

    /// <summary>Settled tasks without a result go after a while; the journal keeps them for ever.</summary>
    public DeletionBook Apply(TasksIssued issued) => this with
    {
        Tasks =
        [
            .. Tasks.Where(task => task.IsOpen || task.ResultUri is not null
                || task.SettledAt + Kept > issued.RecordedAt),
            .. issued.Tasks,
        ],
    };

    public DeletionBook Apply(TaskEscalated escalated) => FindTask(escalated.TaskId) is { IsOpen: true } task
        ? With(task with { Status = HolderTaskStatus.Failed, EscalatedAt = escalated.RecordedAt })
        : this;

    public DeletionBook Apply(TaskCancelled cancelled) => FindTask(cancelled.TaskId) is { IsOpen: true } task
        ? With(task with { Status = HolderTaskStatus.Cancelled, SettledAt = cancelled.RecordedAt })
        : this;
}
