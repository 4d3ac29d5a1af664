using Microsoft.Extensions.Options;
using ZenVoip.Registry.Domain;
using ZenVoip.Registry.Server.Identifiers;

namespace ZenVoip.Registry.SystemTests;

public sealed class PeopleTests
{
    private static readonly IdentifierParser Parser = new(Options.Create(new IdentifierOptions()));

    [Fact]
    public void A_thousand_people_live_in_more_than_twenty_five_countries()
    {
        Assert.Equal(1000, People.All.Count);
        Assert.True(People.All.DistinctBy(person => person.Country).Count() >= 25);
        Assert.All(People.All, person => Assert.NotNull(Jurisdiction.TryParse(person.Jurisdiction)));
        Assert.All(People.All, person => Assert.NotNull(Controller.TryParse(person.Controller)));
        Assert.Equal(
            ["CUSTOMER", "END_USER", "REQUESTER", "VISITOR"],
            People.All.Select(person => person.Kind).Distinct().Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Every_phone_becomes_the_number_it_means_and_belongs_to_one_person_of_that_country()
    {
        var parsed = People.All
            .Select(person => Parse(IdentifierType.Phone, person.Phone, person.Jurisdiction)).ToArray();

        Assert.Equal(
            People.All.Select(person => (person.E164, (string?)person.Country)),
            parsed.Select(phone => (phone.Identifier.Value, phone.Region)));
        Assert.Equal(People.All.Count, parsed.DistinctBy(phone => phone.Identifier).Count());
    }

    [Fact]
    public void Every_email_belongs_to_one_person() => Assert.Equal(
        People.All.Count,
        People.All.Select(person => Parse(IdentifierType.Email, person.Email).Identifier).Distinct().Count());

    [Fact]
    public void Every_address_and_account_is_one() => Assert.All(People.All, person =>
    {
        Parse(IdentifierType.Ip, person.Ip);
        Parse(IdentifierType.Account, person.Account);
    });

    private static IdentifierResult.Parsed Parse(IdentifierType type, string text, string? country = null) =>
        Assert.IsType<IdentifierResult.Parsed>(Parser.Parse(type, text, country));
}
