using System.Globalization;
using ZenVoip.Registry.Domain;
using ZenVoip.Registry.Domain.Decisions;

namespace ZenVoip.Registry.Tests.Decisions;

/// <summary>One entry of the column "Said".</summary>
/// <param name="By">Which of the people said it, from 1.</param>
/// <param name="IsKept">Kept by the identifier's digest, not by the person.</param>
internal sealed record Said(
    int By,
    bool IsKept,
    DateTimeOffset At,
    ConsentStatus? Status,
    OptOutSource? Source,
    Controller Controller,
    Purpose? Purpose,
    Channel? Channel,
    int? Link,
    DateTimeOffset? Until)
{
    public Answer? Answer =>
        Status is { } status ? new(Controller, Purpose!.Value, Channel, Link, status, At, Until) : null;

    public No? No =>
        Source is { } source && !IsKept ? new(Controller, Purpose, Channel, Link, source, At) : null;

    public static Said Parse(string[] words) => new(
        By: words.Contains("p2") ? 2 : 1,
        IsKept: words.Contains("digest"),
        At: Scene.Instant(words[0]),
        Status: Scene.Choice<ConsentStatus>(words),
        Source: Scene.Choice<OptOutSource>(words),
        Controller: Scene.ControllerIn(words),
        Purpose: words.Skip(1).Where(word => word is not ("p2" or "digest")).Where(word => !word.Contains('='))
            .Select(word => Domain.Purpose.TryParse(word)).FirstOrDefault(purpose => purpose is not null),
        Channel: Scene.Choice<Channel>(words),
        Link: words.FirstOrDefault(word => word.StartsWith('#')) is { } link
            ? int.Parse(link[1..], CultureInfo.InvariantCulture)
            : null,
        Until: words.FirstOrDefault(word => word.StartsWith("until=", StringComparison.Ordinal)) is { } until
            ? Scene.Instant(until["until=".Length..])
            : null);

    public DigestOptOut Kept(string? subjectId) =>
        new(subjectId, subjectId is null ? null : Link, Controller, Purpose, Channel, Source!.Value, At);
}
