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

    internal sealed record Parsed(Identifier Identifier) : IdentifierResult
    {
        /// <summary>
        /// The country (ISO 3166-1 alpha-2) whose numbering plan holds the number; null for numbers of no country, for
        /// those of which several countries may be the home (+1 555), and for everything that is not a PHONE. Looked
        /// for when asked: who only wants to find somebody need not know.
        /// </summary>
        public string? Region =>
            Identifier.Type is IdentifierType.Phone ? TelephoneNumbers.RegionOf(Identifier.Value) : null;
    }

    internal sealed record Refused(Refusal Reason) : IdentifierResult;
}
