namespace ZenVoip.Registry.Domain;

/// <summary>A kind of data about people: a code that the rulebook defines, such as <c>CALL_RECORDS</c>.</summary>
public readonly record struct DataCategory : ICode<DataCategory>
{
    public const int MaxLength = 64;

    private DataCategory(string value) => Value = value;

    /// <summary>What a text without the form of a category is taken for: no rulebook defines it.</summary>
    public static DataCategory Unreadable { get; } = TryParse("UNREADABLE")!.Value;

    public string Value =>
        field ?? throw new InvalidOperationException("default(DataCategory) is not a category of data.");

    public static DataCategory? TryParse(string? text) =>
        text is { Length: > 0 and <= MaxLength } && char.IsAsciiLetterUpper(text[0]) && text.All(Allowed)
            ? new(text)
            : null;

    public override string ToString() => Value;

    private static bool Allowed(char c) => char.IsAsciiLetterUpper(c) || char.IsAsciiDigit(c) || c is '_';
}
