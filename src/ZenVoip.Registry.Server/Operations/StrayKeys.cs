namespace ZenVoip.Registry.Server.Operations;

/// <summary>
/// Finds data keys without a subject: what a registration that died before its write leaves, or what is left of
/// subjects that a restored database does not know yet. They are told and never removed: removed by mistake, a key is
/// a lost person.
/// </summary>
/// <param name="keys">The ids of subjects with a key, in ordinal order.</param>
internal sealed class StrayKeys(IAsyncEnumerator<string> keys)
{
    /// <summary>A younger one may belong to a registration that is on its way, or comes again.</summary>
    public static readonly TimeSpan Age = TimeSpan.FromDays(1);

    private bool started;
    private bool more;

    /// <summary>Those before the next subject; each call goes on where the last one ended.</summary>
    /// <param name="subjectId">Null: there is no next one.</param>
    public async IAsyncEnumerable<string> Before(string? subjectId)
    {
        if (!started)
            (started, more) = (true, await keys.MoveNextAsync());
        while (more && (subjectId is null || string.CompareOrdinal(keys.Current, subjectId) < 0))
        {
            yield return keys.Current;
            more = await keys.MoveNextAsync();
        }
        if (more && keys.Current == subjectId)
            more = await keys.MoveNextAsync();
    }
}
