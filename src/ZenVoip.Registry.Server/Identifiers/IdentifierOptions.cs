using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace ZenVoip.Registry.Server.Identifiers;

/// <summary>The section <c>Registry</c>, as far as identifiers are concerned.</summary>
internal sealed class IdentifierOptions : IValidatableObject
{
    /// <summary>
    /// The country (ISO 3166-1 alpha-2, capitals) of phone numbers that come without + where the subject's country
    /// is not known either. Default: none, such numbers are refused with COUNTRY_REQUIRED, because a guess would
    /// record a STOP for a stranger.
    /// </summary>
    public string? DefaultCountry { get; set; }

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext) =>
        DefaultCountry is { } country && !TelephoneNumbers.IsCountry(country)
            ? [new("Registry:DefaultCountry is not a country code such as DE.", [nameof(DefaultCountry)])]
            : [];
}

[OptionsValidator]
internal sealed partial class IdentifierOptionsValidator : IValidateOptions<IdentifierOptions>;
