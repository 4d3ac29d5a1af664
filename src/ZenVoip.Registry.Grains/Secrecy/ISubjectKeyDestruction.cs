namespace ZenVoip.Registry.Grains.Secrecy;

/// <summary>Makes everything that was sealed for a subject unreadable, in every copy.</summary>
public interface ISubjectKeyDestruction
{
    /// <summary>
    /// Destroys the key and leaves a tombstone, so that it is never made again. May be repeated.
    /// Another silo can serve the key from its cache for at most a minute after this returns.
    /// </summary>
    ValueTask Destroy(string subjectId, CancellationToken cancellation);
}
