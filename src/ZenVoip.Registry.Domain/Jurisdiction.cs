namespace ZenVoip.Registry.Domain;

/// <summary>A country (ISO 3166-1 alpha-2) or a part of one (ISO 3166-2): <c>DE</c>, <c>US-TN</c>.</summary>
public readonly record struct Jurisdiction : ICode<Jurisdiction>
{
    private Jurisdiction(string value) => Value = value;

    public string Value => field ?? throw new InvalidOperationException("default(Jurisdiction) is not one.");

    /// <summary>The country: <c>US</c> of <c>US-TN</c>.</summary>
    public string Country => Value[..2];

    /// <summary>Small letters are taken for capitals.</summary>
    public static Jurisdiction? TryParse(string? text) => text?.ToUpperInvariant() switch
    {
        [_, _] country when Iso3166.IsCountry(country) => new(country),
        [_, _, '-', .. var part] whole when whole[..2] is var country && Iso3166.IsCountry(country)
            && Iso3166.IsPart(country, part) => new(whole),
        _ => null,
    };

    public override string ToString() => Value;
}
