namespace ZenVoip.Registry.Grains.Sweeping;

/// <summary>A subject that has a deadline. Their order is that of time, then of ids.</summary>
public sealed record DueSubject(DateTimeOffset NextDue, string Id);

/// <summary>The deadlines as stored.</summary>
public interface IDueSubjects
{
    /// <summary>Those of a bucket that come after a place and are due by a time, in order.</summary>
    /// <param name="bucket">0 to <see cref="Buckets.Count"/> - 1.</param>
    Task<IReadOnlyList<DueSubject>> Read(
        int bucket, DueSubject after, DateTimeOffset until, int count, CancellationToken cancellation);
}
