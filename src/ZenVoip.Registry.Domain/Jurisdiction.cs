namespace ZenVoip.Registry.Domain;

/// <summary>A country (ISO 3166-1 alpha-2) or a part of one (ISO 3166-2): <c>DE</c>, <c>US-TN</c>.</summary>
public readonly record struct Jurisdiction : ICode<Jurisdiction>
{
    private Jurisdiction(string value) => Value = value;

    public string Value => field ?? throw new InvalidOperationException("default(Jurisdiction) is not one.");

    /// <summary>The country: <c>US</c> of <c>US-TN</c>.</summary>
    public string Country => Value[..2];

    public static Jurisdiction? TryParse(string? text) => text switch
    {
        { Length: 2 } when text.All(char.IsAsciiLetterUpper) => new(text),
        { Length: >= 4 and <= 6 } when IsCountry(text[..2]) && text[2] == '-' && text[3..].All(IsPart) => new(text),
        _ => null,
    };

    public override string ToString() => Value;

    private static bool IsCountry(string text) => text.All(char.IsAsciiLetterUpper);

    private static bool IsPart(char c) => char.IsAsciiLetterUpper(c) || char.IsAsciiDigit(c);
}
