namespace ZenVoip.Registry.Server.Storage;

/// <summary>A row of the feed: what happened, without a word of whom or what it was about.</summary>
/// <param name="Position">1, 2, 3, ... over all subjects, in the order of commits.</param>
/// <param name="Sequence">The place in the subject's journal: its version after it.</param>
/// <param name="Name">The event's stable name.</param>
/// <param name="Ref">An id that it concerns, beside the subject's.</param>
internal sealed record Change(
    long Position, string SubjectId, int Sequence, string Name, string? Ref, DateTimeOffset At);
