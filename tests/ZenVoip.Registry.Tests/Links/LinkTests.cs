using ZenVoip.Registry.Domain;
using ZenVoip.Registry.Domain.Identifiers;
using ZenVoip.Registry.Domain.Jurisdictions;
using static ZenVoip.Registry.Tests.Subjects.Told;

namespace ZenVoip.Registry.Tests.Links;

public sealed class LinkTests
{
    private static readonly DigestedIdentifier Number = Phone("+4930123456", "DE");

    [Fact]
    public void Linking_twice_changes_nothing()
    {
        var subject = Customer(Number);

        ChangesNothing(subject.Decide(new LinkIdentifier(Number), Noon));
    }

    [Fact]
    public void Linking_verified_what_was_unverified_verifies_it()
    {
        var subject = Customer(Number).After(new LinkIdentifier(Number with { Verified = true }), Noon);

        Assert.True(Assert.Single(subject.Identifiers.Links).Verified);
    }

    [Fact]
    public void A_phone_number_speaks_for_its_country()
    {
        var subject = Customer(Phone("+33123456789", "FR"));

        Assert.Contains(subject.Jurisdictions.Observations, observed =>
            observed is { Source: JurisdictionSource.PhonePrefix, Code.Value: "FR" });
        Assert.Equal("DE", subject.Jurisdictions.Strongest(Noon)!.Code.Value);
    }

    [Fact]
    public void An_unlinked_number_stays_in_the_book_as_an_interval()
    {
        var subject = Customer(Number).After(
            new UnlinkIdentifier(Number.Digest, UnlinkReason.Changed, Noon.AddDays(1)), Noon.AddDays(2));

        var link = Assert.Single(subject.Identifiers.Links);
        Assert.Equal((Noon.AddDays(1), UnlinkReason.Changed), (link.UnlinkedAt, link.Reason));
        Assert.Null(subject.Identifiers.Holds(Number.Digest));
    }

    [Fact]
    public void What_is_not_linked_cannot_be_unlinked() =>
        Assert.Equal("NOT_LINKED", CodeOf(Customer().Decide(
            new UnlinkIdentifier(Number.Digest, UnlinkReason.Changed), Noon)));

    [Theory]
    [InlineData(-1, "TIME_BEFORE_LINK")]
    [InlineData(2, "TIME_IN_FUTURE")]
    public void An_interval_ends_between_its_start_and_now(int days, string code) =>
        Assert.Equal(code, CodeOf(Customer(Number).Decide(
            new UnlinkIdentifier(Number.Digest, UnlinkReason.Changed, Noon.AddDays(days)), Noon.AddDays(1))));

    [Fact]
    public void A_subject_holds_two_hundred_identifiers_and_no_more()
    {
        var subject = Customer([.. Enumerable.Range(0, IdentifierBook.MaxOpen)
            .Select(number => Identifier(IdentifierType.User, $"user{number}"))]);

        Assert.Equal("IDENTIFIER_LIMIT", CodeOf(subject.Decide(new LinkIdentifier(Number), Noon)));
    }

    [Fact]
    public void A_number_that_comes_back_is_a_new_link()
    {
        var subject = Customer(Number)
            .After(new UnlinkIdentifier(Number.Digest, UnlinkReason.Mistake), Noon.AddDays(1))
            .After(new LinkIdentifier(Number), Noon.AddDays(2));

        Assert.Equal(1, subject.Identifiers.Holds(Number.Digest)!.Number);
    }

    [Fact]
    public void Only_the_operator_removes_what_was_observed()
    {
        var subject = Customer(Phone("+33123456789", "FR"));

        var declared = subject.After(new ObserveJurisdiction(In("US-TN"), JurisdictionSource.Declared), Noon);
        var corrected = declared.After(new ObserveJurisdiction(In("US-CA"), JurisdictionSource.Operator), Noon);

        Assert.Equal(["DE", "FR", "US-TN"], declared.Jurisdictions.Observations.Select(o => o.Code.Value).Order());
        Assert.Equal(["US-CA"], corrected.Jurisdictions.Observations.Select(o => o.Code.Value));
    }

    [Fact]
    public void What_a_source_said_last_is_shown_also_where_it_had_said_so_before()
    {
        var moved = Customer()
            .After(new ObserveJurisdiction(In("AT"), JurisdictionSource.Declared), Noon.AddDays(1))
            .After(new ObserveJurisdiction(In("DE"), JurisdictionSource.Declared), Noon.AddDays(2));

        Assert.Equal("DE", moved.Jurisdictions.Strongest(Noon.AddDays(3))!.Code.Value);
        Assert.Equal(["AT", "DE"], moved.Jurisdictions.Observations.Select(o => o.Code.Value));
        ChangesNothing(moved.Decide(new ObserveJurisdiction(In("DE"), JurisdictionSource.Declared), Noon.AddDays(3)));
    }

    [Fact]
    public void What_is_observed_again_counts_no_shorter_than_before()
    {
        var travelling = Customer()
            .After(new ObserveJurisdiction(In("BR"), JurisdictionSource.Ip, Noon.AddDays(30)), Noon)
            .After(new ObserveJurisdiction(In("US-TN"), JurisdictionSource.Ip, Noon.AddDays(31)), Noon.AddDays(1))
            .After(new ObserveJurisdiction(In("BR"), JurisdictionSource.Ip, Noon.AddDays(9)), Noon.AddDays(2));

        Assert.Contains(travelling.Jurisdictions.At(Noon.AddDays(29)), o => o.Code == In("BR"));
    }

    [Fact]
    public void An_observation_counts_until_it_expires()
    {
        var subject = Customer().After(
            new ObserveJurisdiction(In("BR"), JurisdictionSource.Ip, Noon.AddDays(30)), Noon);

        Assert.Contains(subject.Jurisdictions.At(Noon.AddDays(29)), o => o.Code == In("BR"));
        Assert.DoesNotContain(subject.Jurisdictions.At(Noon.AddDays(30)), o => o.Code == In("BR"));
    }
}
