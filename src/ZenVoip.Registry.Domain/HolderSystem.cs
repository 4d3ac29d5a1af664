using System.Collections.Immutable;

namespace ZenVoip.Registry.Domain;

/// <summary>A system that holds personal data and takes deletion orders.</summary>
/// <param name="Name">1 to 64 lower-case letters, digits, '-' and '_', beginning with a letter.</param>
/// <param name="Categories">What it holds.</param>
/// <param name="ConfirmWithin">How long it has to confirm an order before that escalates.</param>
public sealed record HolderSystem(string Name, ImmutableArray<DataCategory> Categories, TimeSpan ConfirmWithin)
{
    public const int MaxName = 64;

    /// <summary>How long a system has to confirm where it does not say.</summary>
    public static readonly TimeSpan DefaultConfirmWithin = TimeSpan.FromDays(7);

    public static bool IsName(string text) =>
        text is { Length: > 0 and <= MaxName } && char.IsAsciiLetterLower(text[0])
        && text.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c is '-' or '_');
}
