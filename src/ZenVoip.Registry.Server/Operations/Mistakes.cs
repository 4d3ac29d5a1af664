using ZenVoip.Registry.Server.Security;

namespace ZenVoip.Registry.Server.Operations;

/// <summary>Gathers what is wrong, so that whoever has to mend it is told all of it at once.</summary>
internal sealed class Mistakes
{
    private readonly List<string> found = [];

    /// <summary>Null: it is a mistake.</summary>
    public T? Try<T>(Func<T> read) where T : class?
    {
        try
        {
            return read();
        }
        catch (Exception fault) when (StartRefusals.Of(fault) is not null)
        {
            found.Add(StartRefusals.Of(fault)!);
            return null;
        }
    }

    /// <exception cref="StartRefusedException">There are mistakes: a line for each.</exception>
    public void Refuse()
    {
        if (found is not [])
            throw new StartRefusedException(string.Join(Environment.NewLine, found.Distinct()));
    }
}
