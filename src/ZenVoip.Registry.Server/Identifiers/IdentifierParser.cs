using Microsoft.Extensions.Options;
using ZenVoip.Registry.Domain;
using ZenVoip.Registry.Domain.Identifiers;

namespace ZenVoip.Registry.Server.Identifiers;

/// <summary>Brings what people and systems write into the one form that the registry compares.</summary>
internal sealed class IdentifierParser(IOptions<IdentifierOptions> options)
{
    /// <summary>In UTF-16 units, before anything looks at the text.</summary>
    public const int MaxInput = 1024;

    private readonly string? defaultCountry = options.Value.DefaultCountry;

    /// <param name="country">
    /// Where a national phone number is from: ISO 3166-1 alpha-2, or a part of a country (<c>US-TN</c>).
    /// Null: <c>Registry:DefaultCountry</c>.
    /// </param>
    /// <returns>The identifier, or a refusal with INVALID_IDENTIFIER or COUNTRY_REQUIRED. Never throws.</returns>
    public IdentifierResult Parse(IdentifierType type, string? text, string? country) => text switch
    {
        null or "" => IdentifierRefusals.NotCanonical(type),
        { Length: > MaxInput } => IdentifierRefusals.Invalid("An identifier is at most 1,024 characters long."),
        { IsPlain: false } => IdentifierRefusals.Invalid("An identifier has no control and no broken characters."),
        _ when type == IdentifierType.Phone => TelephoneNumbers.Parse(text, country ?? defaultCountry),
        _ when Identifier.TryCreate(type, Canonical(type, text)) is { } identifier =>
            new IdentifierResult.Parsed(identifier),
        _ => IdentifierRefusals.NotCanonical(type),
    };

    /// <summary>Opaque tokens are somebody else's: not even a space is cut from them.</summary>
    private static string? Canonical(IdentifierType type, string text) => type switch
    {
        IdentifierType.Email => CanonicalEmail.Of(text),
        IdentifierType.Ip => CanonicalIp.Of(text),
        IdentifierType.Sip => CanonicalSip.Of(text),
        _ => text,
    };
}
