using ZenVoip.Registry.Domain;
using ZenVoip.Registry.Domain.Identifiers;

namespace ZenVoip.Registry.Tests.Identifiers;

public sealed class IdentifierTests
{
    [Theory]
    [InlineData(IdentifierType.Phone, "12025550123")]
    [InlineData(IdentifierType.Phone, "+02025550123")]
    [InlineData(IdentifierType.Phone, "+123456")]
    [InlineData(IdentifierType.Phone, "+1234567890123456")]
    [InlineData(IdentifierType.Phone, "+1 2025550123")]
    [InlineData(IdentifierType.Phone, "+１２０２５５５０１２３")]
    [InlineData(IdentifierType.Email, "Ann@example.com")]
    [InlineData(IdentifierType.Email, " ann@example.com")]
    [InlineData(IdentifierType.Email, "ann@münchen.example")]
    [InlineData(IdentifierType.Ip, "2001:DB8::1")]
    [InlineData(IdentifierType.Ip, "::ffff:192.0.2.1")]
    [InlineData(IdentifierType.Ip, "::ffff:c000:201")]
    [InlineData(IdentifierType.Sip, "sip:alice@example.com:5060")]
    [InlineData(IdentifierType.Sip, "sip:alice@Example.com")]
    [InlineData(IdentifierType.User, "a b")]
    [InlineData(IdentifierType.User, "")]
    [InlineData(IdentifierType.User, null)]
    public void An_identifier_exists_only_in_its_canonical_form(IdentifierType type, string? text) =>
        Assert.Null(Identifier.TryCreate(type, text));

    [Theory]
    [InlineData(IdentifierType.Phone, "+12025550123", "PHONE(…23)")]
    [InlineData(IdentifierType.Email, "ann@example.com", "EMAIL(…om)")]
    [InlineData(IdentifierType.User, "ann", "USER(…)")]
    [InlineData(IdentifierType.Account, "A-1000", "ACCOUNT(…)")]
    [InlineData(IdentifierType.Ip, "::1", "IP(…)")]
    public void An_identifier_prints_its_type_and_at_most_two_characters(
        IdentifierType type, string text, string printed)
    {
        var identifier = Identifier.TryCreate(type, text);

        Assert.Equal(printed, $"{identifier}");
    }

    [Fact]
    public void Identifiers_are_equal_by_type_and_value()
    {
        var user = Identifier.TryCreate(IdentifierType.User, "ann");

        Assert.Equal(user, Identifier.TryCreate(IdentifierType.User, "ann"));
        Assert.NotEqual(user, Identifier.TryCreate(IdentifierType.Device, "ann"));
    }

    [Fact]
    public void Only_accounts_and_addresses_of_machines_are_shared() => Assert.Equal(
        [IdentifierType.Ip, IdentifierType.Account], Enum.GetValues<IdentifierType>().Where(type => type.IsShared()));

    [Fact]
    public void A_yes_is_bound_to_phones_emails_and_cookies() => Assert.Equal(
        [IdentifierType.Phone, IdentifierType.Email, IdentifierType.Cookie],
        Enum.GetValues<IdentifierType>().Where(type => type.BindsConsent(named: null)));
}
