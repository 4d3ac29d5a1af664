using Microsoft.Extensions.Options;
using ZenVoip.Registry.Domain;
using ZenVoip.Registry.Server.Identifiers;

namespace ZenVoip.Registry.Tests.Identifiers;

internal static class Parsing
{
    public static IdentifierParser Parser { get; } = With(defaultCountry: null);

    public static IdentifierParser With(string? defaultCountry) =>
        new(Options.Create(new IdentifierOptions { DefaultCountry = defaultCountry }));

    /// <summary>The canonical value, or the code of the refusal.</summary>
    public static string Parse(IdentifierType type, string? text, string? country = null) =>
        Parser.Parse(type, text, country) switch
        {
            IdentifierResult.Parsed { Identifier.Value: var value } => value,
            IdentifierResult.Refused { Reason.Code: var code } => code,
            _ => throw new InvalidOperationException("Neither parsed nor refused."),
        };
}
