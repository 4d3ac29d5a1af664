namespace ZenVoip.Registry.Grains.Secrecy;

/// <summary>
/// The keys of subjects, each by its id (<see cref="SubjectKeyId"/>), kept in a store of their own. The caller owns
/// what it gets and disposes it soon: a key that lies around in memory outlives its destruction.
/// </summary>
public interface ISubjectKeys
{
    /// <summary>
    /// The key of a new subject, made if there is none. Call it before the first write: only a stored key may seal.
    /// However many race, all get the same key.
    /// </summary>
    /// <exception cref="SubjectKeyDestroyedException">The subject was erased; it is not made again.</exception>
    ValueTask<SubjectKey> Create(string subjectId, CancellationToken cancellation);

    /// <summary>The key of a subject that exists.</summary>
    /// <exception cref="SubjectKeyMissingException">There is no row: a fault.</exception>
    /// <exception cref="SubjectKeyDestroyedException">The subject was erased.</exception>
    ValueTask<SubjectKey> Open(string subjectId, CancellationToken cancellation);
}
