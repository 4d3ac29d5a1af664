using ZenVoip.Registry.Domain;

namespace ZenVoip.Registry.Server.Identifiers;

/// <summary>Why a text is no identifier. None repeats the text: it may be somebody's number, mistyped.</summary>
internal static class IdentifierRefusals
{
    private const string Field = "identifier.value";

    public static Refusal CountryRequired { get; } = new(
        "COUNTRY_REQUIRED", "A national phone number needs the subject's country; or write it with + first.", Field);

    public static Refusal NotCanonical(IdentifierType type) => Invalid(type switch
    {
        IdentifierType.Phone => "This is no phone number that can exist.",
        IdentifierType.Email => "This is no email address.",
        IdentifierType.Ip => "This is no IPv4 or IPv6 address.",
        IdentifierType.Sip => "This is no SIP or SIPS URI with a user and a host.",
        _ => "An opaque identifier is 1 to 256 visible ASCII characters without spaces.",
    });

    public static Refusal Invalid(string message) => new("INVALID_IDENTIFIER", message, Field);
}
