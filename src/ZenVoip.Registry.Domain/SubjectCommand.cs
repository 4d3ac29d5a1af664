namespace ZenVoip.Registry.Domain;

/// <summary>What can be asked of a subject.</summary>
public abstract record SubjectCommand
{
    private protected SubjectCommand()
    {
    }

    /// <summary>Says no: never refused, by no limit and no status.</summary>
    public virtual bool SaysNo => false;
}
