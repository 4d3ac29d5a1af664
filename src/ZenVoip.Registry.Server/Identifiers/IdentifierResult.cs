using ZenVoip.Registry.Domain;
using ZenVoip.Registry.Domain.Identifiers;

namespace ZenVoip.Registry.Server.Identifiers;

/// <summary>What became of a text that somebody sent as an identifier.</summary>
internal abstract record IdentifierResult
{
    private IdentifierResult()
    {
    }

    public static implicit operator IdentifierResult(Refusal reason) => new Refused(reason);

    /// <param name="Region">
    /// The country (ISO 3166-1 alpha-2) whose numbering plan holds the number; null for numbers of no country, for
    /// those of which several countries may be the home (+1 555), and for everything that is not a PHONE.
    /// </param>
    internal sealed record Parsed(Identifier Identifier, string? Region) : IdentifierResult;

    internal sealed record Refused(Refusal Reason) : IdentifierResult;
}
