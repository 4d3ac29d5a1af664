namespace ZenVoip.Registry.Domain;

/// <summary>A country (ISO 3166-1 alpha-2) or a part of one (ISO 3166-2): <c>DE</c>, <c>US-TN</c>.</summary>
public readonly record struct Jurisdiction : ICode<Jurisdiction>
{
    private Jurisdiction(string value) => Value = value;

    public string Value => field ?? throw new InvalidOperationException("default(Jurisdiction) is not one.");

    /// <summary>The country: <c>US</c> of <c>US-TN</c>.</summary>
    public Jurisdiction Country => Value.Length == 2 ? this : new(Value[..2]);

    /// <summary>Small letters are taken for capitals.</summary>
    public static Jurisdiction? TryParse(string? text) => text?.ToUpperInvariant() switch
    {
        [_, _] country when Iso3166.IsCountry(country) => new(country),
        [_, _, '-', .. var part] whole when whole[..2] is var country && Iso3166.IsCountry(country)
            && Iso3166.IsPart(country, part) => new(whole),
        _ => null,
    };

    /// <summary>By its form alone: places leave ISO 3166, and an earlier version took what never was one.</summary>
    public static Jurisdiction? Read(string? stored) => stored switch
    {
        [>= 'A' and <= 'Z', >= 'A' and <= 'Z'] => new(stored),
        [>= 'A' and <= 'Z', >= 'A' and <= 'Z', '-', .. var part] when Iso3166.HasFormOfPart(part) => new(stored),
        _ => null,
    };

    public override string ToString() => Value;
}
