namespace ZenVoip.Registry.Domain;

/// <summary>Why data is used: a code that the rulebook defines, such as <c>marketing</c>.</summary>
public readonly record struct Purpose : ICode<Purpose>
{
    public const int MaxLength = 64;

    private Purpose(string value) => Value = value;

    /// <summary>What a text without the form of a purpose is taken for: no rulebook defines it.</summary>
    public static Purpose Unreadable { get; } = new("unreadable");

    public string Value => field ?? throw new InvalidOperationException("default(Purpose) is not a purpose.");

    public static Purpose? TryParse(string? text) =>
        text is { Length: > 0 and <= MaxLength } && char.IsAsciiLetterLower(text[0]) && text.All(Allowed)
            ? new(text)
            : null;

    public override string ToString() => Value;

    private static bool Allowed(char c) => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c is '.' or '_' or '-';
}
