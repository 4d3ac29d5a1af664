namespace ZenVoip.Registry.Domain;

/// <summary>What can be asked of a subject.</summary>
public abstract record SubjectCommand
{
    private protected SubjectCommand()
    {
    }

    /// <summary>Says no: never refused, by no limit and no status.</summary>
    public virtual bool SaysNo => false;

    /// <summary>When the person said it, where it is something that was said; null: now.</summary>
    public virtual DateTimeOffset? SaidAt => null;

    /// <summary>
    /// Recorded whatever the subject's size: a no, a right, what protects the person, and what takes away, so that
    /// nobody is too large to get smaller.
    /// </summary>
    public virtual bool IsNeverTooLarge => SaysNo;

    /// <summary>Heard also of a subject that is being erased, is erased or merged.</summary>
    public virtual bool OutlivesSubject => SaysNo;

    /// <summary>Heard also while the person is being erased: that may be taken back.</summary>
    public virtual bool IsHeardDuringErasure => OutlivesSubject;

    /// <summary>Makes known whoever says it by an identifier that nobody holds.</summary>
    public virtual bool Introduces => SaysNo;

    /// <summary>May issue orders, so that it needs to know who holds data.</summary>
    public virtual bool ReachesHolders => false;
}
