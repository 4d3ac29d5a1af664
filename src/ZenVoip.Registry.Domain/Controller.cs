namespace ZenVoip.Registry.Domain;

/// <summary>
/// Who decides about the processing: <c>zenvoip</c>, or the account code of a customer. Capitals mean nothing: a no to
/// <c>ACME</c> is one to <c>acme</c>, and lower case is kept.
/// <c>*</c> is the platform: every controller at once, only in a no.
/// </summary>
public readonly record struct Controller : ICode<Controller>
{
    public const int MaxLength = 64;

    private Controller(string value) => Value = value;

    public static Controller ZenVoip { get; } = new("zenvoip");

    public static Controller Platform { get; } = new("*");

    public string Value => field ?? throw new InvalidOperationException("default(Controller) is not a controller.");

    /// <summary>Neither ZenVoIP nor everybody.</summary>
    public bool IsCustomer => this != ZenVoip && this != Platform;

    public static Controller? TryParse(string? text) => text switch
    {
        "*" => Platform,
        { Length: > 0 and <= MaxLength } when char.IsAsciiLetterOrDigit(text[0]) && text.All(Allowed) =>
            new(text.ToLowerInvariant()),
        _ => null,
    };

    public override string ToString() => Value;

    private static bool Allowed(char c) => char.IsAsciiLetterOrDigit(c) || c is '.' or '_' or '-' or ':';
}
