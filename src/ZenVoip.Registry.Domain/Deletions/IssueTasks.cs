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
               let own = wish with { Categories = categories }
               where !categories.IsEmpty && (wish.IsAnew || !Tasks.Any(task => IsAsked(own, system.Name, task)))
               select TaskFor(own, system.Name, system.ConfirmWithin, mint, now),
        ];
        return tasks.IsEmpty ? [] : [new TasksIssued(tasks, now)];
    }

    private static HolderTask TaskFor(
        TaskWish wish, string system, TimeSpan within, MintId mint, DateTimeOffset now) => new()
        {
            Id = mint("tsk"),
            Kind = wish.Kind,
            Controller = wish.Controller,
            System = system,
            Categories = wish.Categories,
            Purposes = wish.Purposes,
            RequestId = wish.RequestId,
            Links = wish.Links,
            IssuedAt = now,
            DueAt = now + within,
        };

    /// <summary>The system was asked by the task for at least all of the wish.</summary>
    private static bool IsAsked(TaskWish wish, string system, HolderTask task) =>
        task.System == system && task.RequestId == wish.RequestId && task.Kind == wish.Kind
        && task.Controller == wish.Controller
        && wish.Categories.All(task.Categories.Contains) && wish.Links.All(task.Links.Contains)
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
