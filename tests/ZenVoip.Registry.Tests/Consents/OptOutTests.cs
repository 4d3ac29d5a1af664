using ZenVoip.Registry.Domain;
using ZenVoip.Registry.Domain.Identifiers;
using static ZenVoip.Registry.Tests.Subjects.Told;

namespace ZenVoip.Registry.Tests.Consents;

public sealed class OptOutTests
{
    private static readonly DigestedIdentifier Number = Phone("+4930123456");
    private static readonly Evidence Carrier = new("carrier-notice");

    [Fact]
    public void A_stop_by_text_is_narrowed_to_the_number_and_kept_by_it()
    {
        var optOut = Assert.Single(Customer(Number).After(Stop(Channel.Sms), Noon, by: Number).OptOuts.OptOuts);

        Assert.Equal((0, 0), (optOut.Link, optOut.Via));
    }

    [Fact]
    public void A_stop_without_a_channel_covers_the_person_and_is_kept_by_the_number()
    {
        var optOut = Assert.Single(Customer(Number).After(Stop(), Noon, by: Number).OptOuts.OptOuts);

        Assert.Equal((null, 0), (optOut.Link, optOut.Via));
    }

    [Fact]
    public void Saying_stop_again_counts_from_the_later_time()
    {
        var once = Customer(Number).After(Stop(at: Noon), Noon);

        ChangesNothing(once.Decide(Stop(at: Noon), Noon.AddDays(1)));
        var optOut = Assert.Single(once.After(Stop(at: Noon.AddHours(1)), Noon.AddDays(1)).OptOuts.OptOuts);
        Assert.Equal((0, Noon.AddHours(1)), (optOut.Number, optOut.At));
    }

    [Theory]
    [InlineData(UnlinkReason.Changed, true, false)]
    [InlineData(UnlinkReason.Disconnected, true, false)]
    [InlineData(UnlinkReason.Mistake, true, false)]
    [InlineData(UnlinkReason.Reassigned, false, false)]
    [InlineData(UnlinkReason.Reassigned, true, true)]
    public void Only_a_reassignment_with_evidence_frees_the_number(UnlinkReason reason, bool evidence, bool freed)
    {
        var subject = Customer(Number)
            .After(Stop(Channel.Sms), Noon, by: Number)
            .After(new UnlinkIdentifier(Number.Digest, reason, Evidence: evidence ? Carrier : null), Noon.AddDays(1));

        var optOut = Assert.Single(subject.OptOuts.OptOuts);
        Assert.Equal(freed, optOut.ReleasedAt is not null);
        Assert.Equal(freed, optOut.LiftedAt is not null);
    }

    [Fact]
    public void What_covers_the_person_stands_when_the_number_is_freed()
    {
        var subject = Customer(Number)
            .After(Stop(), Noon, by: Number)
            .After(new UnlinkIdentifier(Number.Digest, UnlinkReason.Reassigned, Evidence: Carrier), Noon.AddDays(1));

        var optOut = Assert.Single(subject.OptOuts.OptOuts);
        Assert.NotNull(optOut.ReleasedAt);
        Assert.Null(optOut.LiftedAt);
        Assert.Single(subject.Profile().OptOuts);
    }

    [Fact]
    public void A_no_by_a_number_that_left_and_came_back_stands()
    {
        var left = Customer(Number)
            .After(Stop(Channel.Sms), Noon, by: Number)
            .After(new UnlinkIdentifier(Number.Digest, UnlinkReason.Changed), Noon.AddDays(1));

        Assert.Equal(0, Assert.Single(left.Profile().OptOuts).Link);
        var back = left.After(new LinkIdentifier(Number), Noon.AddDays(2)).Profile();
        Assert.Equal(1, Assert.Single(back.OptOuts).Link);
    }

    [Theory]
    [InlineData(OptOutSource.Stop, 0)]
    [InlineData(OptOutSource.Operator, 0)]
    [InlineData(OptOutSource.Objection, null)]
    [InlineData(OptOutSource.Gpc, null)]
    [InlineData(OptOutSource.SaleOptOut, null)]
    public void Only_a_stop_and_a_block_are_about_the_number_they_came_by(OptOutSource source, int? link)
    {
        var optOut = Assert.Single(
            Customer(Number).After(Stop(Channel.Sms) with { Source = source }, Noon, by: Number).OptOuts.OptOuts);

        Assert.Equal((link, 0), (optOut.Link, optOut.Via));
    }
}
