using CsCheck;
using ZenVoip.Registry.Domain;
using ZenVoip.Registry.Domain.Identifiers;
using ZenVoip.Registry.Server.Identifiers;

namespace ZenVoip.Registry.Tests.Identifiers;

public sealed class CanonicalFormTests
{
    private static readonly Gen<IdentifierType> Types = Gen.Enum<IdentifierType>();

    private static readonly Gen<string?> Countries = Gen.OneOf<string?>(
        null, "US", "CA", "DE", "GB", "IT", "FR", "BR", "AR", "MX", "AT", "FI", "SM", "RU", "HU", "US-TN", "XX");

    private static readonly Gen<string> Digits = Gen.Char["0123456789"].Array[1, 17].Select(c => new string(c));

    private static readonly Gen<string> Phones = Gen.Select(
        Gen.OneOf("", "+", "+1", "+49", "+49 0", "+390", "+39 ", "+44(0)", "+52 1", "+549", "+55", "00", "+358"),
        Digits, Gen.OneOf("", " ", "-", "/"), Digits, (prefix, a, between, b) => prefix + a + between + b);

    private static readonly Gen<string> Letters = Gen.Char[
        "abcXYZ019.-_+%@:;?/[]=ßÄäéσςΣİıкК漢が가각ᄒ"
        + "\u0300\u0301\u0302\u0308\u0323\u0327\u0345\u3099\u1161\u11AB\u212B"]
        .Array[1, 12].Select(c => new string(c));

    private static readonly Gen<string> Addresses = Gen.Select(
        Gen.OneOf("", "sip:", "SIPS:"), Letters, Gen.OneOf("@", "@x.", "@xn--"), Letters,
        Gen.OneOf("", ".com", ".рф", ":5060", ";x=y"), (scheme, a, at, b, end) => scheme + a + at + b + end);

    private static readonly Gen<string> Ips = Gen.OneOf(
        Gen.Char["0123456789abcdefF:."].Array[2, 40].Select(c => new string(c)),
        Gen.Byte.Array[16].Select(bytes => new System.Net.IPAddress(bytes).ToString()),
        Gen.OneOf("0", "0", "1", "00db").Array[8].Select(groups => string.Join(':', groups)),
        Gen.Byte.Array[4].Select(bytes => "::ffff:" + string.Join('.', bytes)));

    [Fact]
    public void Canonical_forms_are_their_own_canonical_forms() =>
        Gen.Select(Types, Gen.OneOf<string>(Phones, Addresses, Ips, Letters), Countries)
            .Sample((type, text, country) => IsStable(type, text, country), iter: 20_000);

    [Fact]
    public void Numbers_as_people_write_them_are_stable() =>
        Gen.Select(Phones, Countries)
            .Sample((text, country) => IsStable(IdentifierType.Phone, text, country), iter: 20_000);

    [Fact]
    public void No_text_makes_the_parser_throw() =>
        Gen.Select(Types, Gen.String, Countries)
            .Sample((type, text, country) => IsStable(type, text, country), iter: 20_000);

    [Fact]
    public void The_domain_accepts_exactly_what_is_canonical() =>
        Gen.Select(Types, Gen.OneOf<string>(Addresses, Ips, Letters)).Sample((type, text) =>
            type is IdentifierType.Phone
            || Identifier.TryCreate(type, text) is null == (Parsing.Parse(type, text) != text), iter: 20_000);

    private static bool IsStable(IdentifierType type, string text, string? country)
    {
        if (Parsing.Parser.Parse(type, text, country) is not IdentifierResult.Parsed parsed) return true;
        var value = parsed.Identifier.Value;
        return Identifier.TryCreate(type, value) == parsed.Identifier
            && Parsing.Parser.Parse(type, value, country: null) == parsed
            && Parsing.Parser.Parse(type, value, country) == parsed;
    }
}
