using ZenVoip.Registry.Domain;
using ZenVoip.Registry.Domain.Rulebook;
using ZenVoip.Registry.Server.Security;

namespace ZenVoip.Registry.Server.Webhooks;

/// <summary>A holder system as a caller describes it.</summary>
/// <param name="ConfirmWithin">A duration as text; null: the usual one.</param>
/// <param name="Notices">It wants to be told of warnings and escalations.</param>
internal sealed record AskedSystem(
    string Name, IReadOnlyList<DataCategory> Categories, string? WebhookUrl, string? ConfirmWithin, bool Notices)
{
    /// <summary>What makes a repetition the same, also of what an older program was asked.</summary>
    public IEnumerable<string?> Fields =>
    [
        "register", Name, string.Join(' ', Categories), WebhookUrl, ConfirmWithin,
        .. Notices ? ["notices"] : Array.Empty<string?>(),
    ];

    public override string ToString() => nameof(AskedSystem);
}

/// <summary>Reads what a caller says of a holder system.</summary>
internal sealed class HolderReader(Rules rules, Receivers receivers)
{
    private static readonly TimeSpan Shortest = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Longest = TimeSpan.FromDays(365);

    /// <param name="isKnown">It is registered: one that is gone for good is asked for nothing more.</param>
    /// <returns>Null: it can be registered.</returns>
    public Refusal? Read(AskedSystem asked, bool isKnown, out HolderSystem? system)
    {
        system = null;
        if (!HolderSystem.IsName(asked.Name))
            return HolderRefusals.SystemNameInvalid;
        if (!isKnown && asked is { Categories: [], Notices: false })
            return HolderRefusals.CategoriesRequired;
        if (asked is { Notices: true, WebhookUrl: null })
            return HolderRefusals.WebhookRequired;
        if (Refusals.CategoryUnknown.OfFirst(
            asked.Categories, "categories", category => rules.Retention.Find(category) is null) is { } unknown)
            return unknown;
        if (asked.WebhookUrl is { } url && receivers.Check(url) is { } refusal)
            return refusal;
        if (Within(asked.ConfirmWithin) is not { } within)
            return HolderRefusals.ConfirmWithinInvalid;
        system = new(asked.Name, [.. asked.Categories.Distinct()], within);
        return null;
    }

    /// <summary>
    /// An ISO 8601 duration of weeks, days and parts of a day, because a month has no length; or a number with s, m, h
    /// or d behind it, as for the command <c>token</c>.
    /// </summary>
    private static TimeSpan? Within(string? text) => text switch
    {
        null => HolderSystem.DefaultConfirmWithin,
        ['P', ..] => Exact(text),
        _ => Lifetime.TryParse(text) is { } span && span >= Shortest ? WholeSeconds(span) : null,
    };

    private static TimeSpan? Exact(string text)
    {
        if (Period.TryParse(text) is not { } period || text.Split('T')[0].AsSpan().ContainsAny('Y', 'M'))
            return null;
        var span = period.After(DateTimeOffset.UnixEpoch) - DateTimeOffset.UnixEpoch;
        return span >= Shortest && span <= Longest ? span : null;
    }

    private static TimeSpan WholeSeconds(TimeSpan span) => TimeSpan.FromSeconds(Math.Ceiling(span.TotalSeconds));
}
