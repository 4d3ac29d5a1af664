namespace ZenVoip.Registry.Domain.Deletions;

/// <summary>The holder says that it did what it was asked for.</summary>
/// <param name="ResultUri">Of an EXPORT: where its part lies; null: it holds nothing. Secret.</param>
/// <param name="ResultExpiresAt">When that is gone; null, or later than the registry keeps exports: as that.</param>
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
    /// <summary>How long the registry refers to a holder's part of an export at most.</summary>
    public static readonly TimeSpan ResultsKept = TimeSpan.FromDays(30);

    public Outcome Decide(CompleteTask command, DateTimeOffset now) => FindTask(command.TaskId) switch
    {
        null => Refusals.TaskNotFound,
        { Status: HolderTaskStatus.Done } done when done.ResultUri == command.ResultUri => Outcome.NoChange,
        { IsOpen: false } => Refusals.TaskSettled,
        { } task when !IsResult(task, command.ResultUri) => Refusals.ResultInvalid,
        _ when command is { ResultUri: not null, ResultExpiresAt: { } end } && end <= now =>
            Refusals.TimeInPast with { Field = "resultExpiresAt" },
        _ => Outcome.Accept(new TaskCompleted(command.TaskId, command.ResultUri, Expiry(command, now), now)),
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

    private static DateTimeOffset? Expiry(CompleteTask command, DateTimeOffset now) => command switch
    {
        { ResultUri: null } => null,
        { ResultExpiresAt: { } end } when end < now + ResultsKept => end.ToMicroseconds(),
        _ => now + ResultsKept,
    };
}
