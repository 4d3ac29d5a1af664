namespace ZenVoip.Registry.Domain;

/// <summary>An expected no: a stable code, and one sentence without personal values.</summary>
/// <param name="Field">The input field that it is about, where it is about one.</param>
public sealed record Refusal(string Code, string Message, string? Field = null)
{
    /// <summary>About the first of a list that is so; null: none is.</summary>
    /// <param name="field">The list.</param>
    public Refusal? OfFirst<T>(IEnumerable<T> list, string field, Func<T, bool> isSo)
    {
        foreach (var (place, one) in list.Index())
            if (isSo(one))
                return this with { Field = FormattableString.Invariant($"{field}.{place}") };
        return null;
    }
}
