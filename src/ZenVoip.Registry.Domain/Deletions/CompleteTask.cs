using System.Collections.Immutable;

namespace ZenVoip.Registry.Domain.Deletions;

/// <summary>The holder says that it did what it was asked for.</summary>
/// <param name="ResultUri">Of an EXPORT: where its part lies; null: it holds nothing. Secret.</param>
/// <param name="ResultExpiresAt">When that is gone; null: the holder keeps it as long as it is wanted.</param>
public sealed record CompleteTask(
    string TaskId, string? ResultUri = null, DateTimeOffset? ResultExpiresAt = null) : SubjectCommand
{
    public const int MaxUri = 2048;

    public override bool OutlivesSubject => true;

    public override bool IsNeverTooLarge => true;

    public override string ToString() => $"CompleteTask({TaskId})";
}

/// <summary>The holder did what it was asked for.</summary>
public sealed record TaskCompleted(
    string TaskId, string? ResultUri, DateTimeOffset? ResultExpiresAt, DateTimeOffset RecordedAt)
    : SubjectEvent(RecordedAt)
{
    public override string ToString() => $"TaskCompleted({TaskId})";
}

/// <summary>The holder's part of an export is gone.</summary>
public sealed record ResultExpired(string TaskId, DateTimeOffset RecordedAt) : SubjectEvent(RecordedAt);

public sealed partial record DeletionBook
{
    public Outcome Decide(CompleteTask command, DateTimeOffset now) => FindTask(command.TaskId) switch
    {
        null => Refusals.TaskNotFound,
        { Status: HolderTaskStatus.Done } done when done.ResultUri == command.ResultUri => Outcome.NoChange,
        { IsOpen: false } => Refusals.TaskSettled,
        { } task when !IsResult(task, command.ResultUri) => Refusals.ResultInvalid,
        _ when command is { ResultUri: not null, ResultExpiresAt: { } end } && end <= now =>
            Refusals.TimeInPast with { Field = "resultExpiresAt" },
        _ => Outcome.Accept(new TaskCompleted(command.TaskId, command.ResultUri, Expiry(command), now)),
    };

    public DeletionBook Apply(TaskCompleted completed) => FindTask(completed.TaskId) is { IsOpen: true } task
        ? With(task with
        {
            Status = HolderTaskStatus.Done,
            SettledAt = completed.RecordedAt,
            ResultUri = completed.ResultUri,
            ResultExpiresAt = completed.ResultExpiresAt,
        })
        : this;

    public DeletionBook Apply(ResultExpired expired) =>
        FindTask(expired.TaskId) is { } task ? With(task with { ResultUri = null }) : this;

    private static bool IsResult(HolderTask task, string? uri) => uri is null
        || (task.Kind is HolderTaskKind.Export && uri.Length <= CompleteTask.MaxUri
            && Uri.TryCreate(uri, UriKind.Absolute, out var parsed) && parsed.Scheme == Uri.UriSchemeHttps);

    private static DateTimeOffset? Expiry(CompleteTask command) =>
        command.ResultUri is null ? null : command.ResultExpiresAt?.ToMicroseconds();

    /// <summary>
    /// With what it is a part of, or before that when its holder keeps it no longer; null: there is none, or no end of
    /// it is known.
    /// </summary>
    private static DateTimeOffset? PartEndsAt(HolderTask task, Circumstances around) => task.ResultUri is null
        ? null
        : Enumerable.Min([task.ResultExpiresAt, around.PartsUntil(task.RequestId)]);

    /// <summary>
    /// When its holder keeps a part no longer that is still wanted, but not within a day of asking for it: whoever
    /// keeps all for a minute is not asked every minute. Null: it is not asked for anew, or was.
    /// </summary>
    private DateTimeOffset? PartAskedAnewAt(HolderTask task, Circumstances around) =>
        task is { Status: HolderTaskStatus.Done, ResultExpiresAt: { } end }
        && around.PartsUntil(task.RequestId) is null
        && !Tasks.Any(later => later.IssuedAt > task.IssuedAt && IsAsked(WishOf(task), task.System, later))
            ? Enumerable.Max([end, task.IssuedAt + ReissuedEvery])
            : null;

    private static TaskWish WishOf(HolderTask task) =>
        new(task.Kind, task.Controller, task.Categories, task.RequestId, task.Links) { Purposes = task.Purposes };

    private ImmutableArray<SubjectEvent> PartsAskedAnew(Circumstances around, MintId mint, DateTimeOffset now)
    {
        ImmutableArray<HolderTask> tasks =
        [
            .. Tasks.Where(task => PartAskedAnewAt(task, around) <= now).Select(task =>
                TaskFor(WishOf(task), task.System, ConfirmWithin(task.System, around), mint, now)),
        ];
        return tasks.IsEmpty ? [] : [new TasksIssued(tasks, now)];
    }
}
