namespace ZenVoip.Registry.Domain;

/// <summary>How it is known (GDPR art. 7(1): the controller must be able to demonstrate consent).</summary>
/// <param name="Method">How the answer was given: <c>web-form</c>, <c>sms-keyword</c>, <c>call</c>, ...</param>
/// <param name="NoticeVersion">The version of the notice that the person saw.</param>
/// <param name="Source">Where it came from: a page, a form, a system. May hold personal values.</param>
public sealed record Evidence(string Method, string? NoticeVersion = null, string? Source = null)
{
    public const int MaxMethod = 128;
    public const int MaxNoticeVersion = 128;
    public const int MaxSource = 1024;

    public bool IsComplete => Fits(Method, MaxMethod) && !string.IsNullOrWhiteSpace(Method)
        && Fits(NoticeVersion, MaxNoticeVersion) && Fits(Source, MaxSource);

    /// <summary>The evidence of a no: cut to what can be kept, because a no is never refused for its form.</summary>
    public Evidence Trimmed() => new(
        string.IsNullOrWhiteSpace(Method) ? "unspecified" : Cut(Method, MaxMethod)!,
        Cut(NoticeVersion, MaxNoticeVersion),
        Cut(Source, MaxSource));

    /// <summary>What outlives the person: neither what they saw nor where it came from.</summary>
    public Evidence WithoutPerson() => new(Method);

    public override string ToString() => nameof(Evidence);

    private static bool Fits(string? text, int limit) =>
        text is null || (text.Length <= limit && text.IsPlain);

    private static string? Cut(string? text, int limit) => text is null
        ? null
        : Whole(text.Plain(), limit);

    // The cut must not fall within a character.
    private static string Whole(string text, int limit) => text.Length <= limit ? text : text[..limit].Plain();
}
