using ZenVoip.Registry.Domain;
using ZenVoip.Registry.Domain.Rights;
using static ZenVoip.Registry.Tests.Rights.Desk;
using static ZenVoip.Registry.Tests.Subjects.Told;
using Type = ZenVoip.Registry.Domain.RightsRequestType;

namespace ZenVoip.Registry.Tests.Rights;

public sealed class ObjectionTests
{
    private static readonly Purpose Sale = Purpose.TryParse("sale")!.Value;

    [Fact]
    public void An_objection_to_marketing_takes_effect_at_once_and_restricts_nothing()
    {
        var ask = Ask(Type.Objection, Marketing) with { Channels = [Channel.Sms, Channel.Email] };

        var effects = new RightsBook().EffectsOf(new RightsBook().Decide(ask, Gdpr, _ => "req_1", Noon));

        Assert.Equal(
            [(Marketing, Channel.Sms, OptOutSource.Objection), (Marketing, Channel.Email, OptOutSource.Objection)],
            effects.OfType<NoWished>().Select(wished => wished.No)
                .Select(no => (no.Purpose!.Value, no.Channel!.Value, no.Source)));
        Assert.Empty(new RightsBook().Asked(ask).Restrictions);
    }

    [Fact]
    public void An_objection_elsewhere_restricts_its_purposes_until_it_is_decided()
    {
        var book = new RightsBook().Asked(Ask(Type.Objection, Analytics));

        Assert.Equal([Analytics], Assert.Single(book.Restrictions).Purposes);
        Assert.DoesNotContain(book.EffectsOf(book.Refuse("OVERRIDING_GROUNDS")), effect => effect is NoWished);
        Assert.Empty(book.Refused("OVERRIDING_GROUNDS").Restrictions);
        Assert.Empty(book.After(book.Withdraw()).Restrictions);
        var no = Assert.Single(book.EffectsOf(book.Complete("req_1", Noon)).OfType<NoWished>()).No;
        Assert.Equal((Analytics, OptOutSource.Objection), (no.Purpose, no.Source));
        Assert.Empty(book.Completed().Restrictions);
    }

    [Fact]
    public void An_objection_to_a_contract_changes_nothing_by_itself()
    {
        var outcome = new RightsBook().Decide(Ask(Type.Objection, Service), Gdpr, _ => "req_1", Noon);

        Assert.Empty(new RightsBook().EffectsOf(outcome));
        Assert.Empty(new RightsBook().After(outcome).Restrictions);
        Assert.Equal(
            RightsRequestStatus.Refused, new RightsBook().After(outcome).Refused("NOT_OBJECTABLE").Only.Status);
    }

    [Fact]
    public void An_objection_that_names_nothing_is_one_to_all_that_can_be_objected_to()
    {
        var book = new RightsBook().Asked(Ask(Type.Objection));

        Assert.Equal([Marketing, Sale], book.Only.EndedAtOnce);
        Assert.Contains(Analytics, book.Only.Contested);
        Assert.DoesNotContain(Service, book.Only.Contested);
    }

    [Fact]
    public void A_purpose_that_nobody_knows_ends_with_the_others() => Assert.Single(
        new RightsBook().Asked(Ask(Type.Objection, Purpose.TryParse("astrology")!.Value)).Only.EndedAtOnce);

    [Fact]
    public void What_took_effect_at_once_cannot_be_refused()
    {
        Assert.Equal("RIGHT_ABSOLUTE", CodeOf(
            new RightsBook().Asked(Ask(Type.Objection, Marketing, Analytics)).Refuse("OVERRIDING_GROUNDS")));
        Assert.Equal("RIGHT_ABSOLUTE", CodeOf(new RightsBook().Asked(Ask(Type.OptOutOfSale)).Refuse("NOT_DONE")));
        Assert.Equal(RightsRequestStatus.PartiallyCompleted, new RightsBook()
            .Asked(Ask(Type.Objection, Marketing, Analytics)).Completed(ground: "OVERRIDING_GROUNDS").Only.Status);
    }

    [Fact]
    public void The_rest_of_an_objection_that_is_refused_in_part_ends_nothing()
    {
        var book = new RightsBook().Asked(Ask(Type.Objection, Marketing, Analytics));

        Assert.DoesNotContain(
            book.EffectsOf(book.Complete("req_1", Noon, "OVERRIDING_GROUNDS")), effect => effect is NoWished);
    }

    [Fact]
    public void A_second_objection_is_heard_though_the_first_is_open()
    {
        var book = new RightsBook().Asked(Ask(Type.Objection, Analytics));

        var outcome = book.Decide(Ask(Type.Objection, Marketing), Gdpr, _ => "req_2", Noon.AddDays(1));

        Assert.Equal(Marketing, Assert.Single(book.EffectsOf(outcome).OfType<NoWished>()).No.Purpose);
        Assert.Equal([Analytics, Marketing], book.After(outcome).Only.Purposes);
        Assert.Equal([Analytics], Assert.Single(book.After(outcome).Restrictions).Purposes);
    }

    [Theory]
    [InlineData(Type.Objection)]
    [InlineData(Type.OptOutOfSale)]
    public void A_no_that_is_said_again_counts_from_then_on(Type type)
    {
        var book = new RightsBook().Asked(Ask(type, Marketing));

        var outcome = book.Decide(Ask(type, Marketing), Gdpr, _ => "req_2", Noon.AddDays(5));

        Assert.Equal(Noon.AddDays(5), Assert.Single(book.EffectsOf(outcome).OfType<NoWished>()).No.At);
        ChangesNothing(book.After(outcome).Decide(Ask(type, Marketing), Gdpr, _ => "req_3", Noon.AddDays(5)));
        ChangesNothing(book.Decide(
            Ask(type, Marketing) with { ReceivedAt = Noon }, Gdpr, _ => "req_3", Noon.AddDays(5)));
        Assert.Equal(book.Only.Timetable, book.After(outcome).Only.Timetable);
    }

    [Theory]
    [InlineData(RequestManner.WebForm, OptOutSource.SaleOptOut)]
    [InlineData(RequestManner.Signal, OptOutSource.Gpc)]
    public void An_opt_out_of_sale_takes_effect_at_once_and_holders_stop_sharing(
        RequestManner manner, OptOutSource source)
    {
        var effects = new RightsBook().EffectsOf(new RightsBook().Decide(
            Ask(Type.OptOutOfSale) with { Manner = manner }, Under("CCPA"), _ => "req_1", Noon));

        Assert.Equal((null, source), effects.OfType<NoWished>().Select(no => (no.No.Purpose, no.No.Source)).Single());
        Assert.Equal(HolderTaskKind.StopSharing, Assert.Single(effects.OfType<TaskWished>()).Kind);
    }

    [Fact]
    public void A_no_is_heard_whatever_is_wrong_with_it()
    {
        var book = new RightsBook().Asked(
            Ask(Type.Objection, Marketing) with
            {
                Controller = Controller.Platform,
                Requester = RequesterRole.ThirdParty,
                ReceivedAt = Noon.AddYears(1),
                Details = new string('x', 9_000) + "\a",
                Categories = [DataCategory.TryParse("HOROSCOPES")!.Value],
                AppealOf = "req_9",
            });

        Assert.Equal((Noon, SubmitRightsRequest.MaxDetails),
            (book.Only.ReceivedAt, Assert.Single(book.Only.Details).Length));
        Assert.True(Ask(Type.Objection).SaysNo && Ask(Type.OptOutOfSale).SaysNo && !Ask(Type.Erasure).SaysNo);
    }

    [Fact]
    public void Taking_an_objection_back_is_no_consent()
    {
        var book = new RightsBook().Asked(Ask(Type.Objection, Marketing));

        Assert.DoesNotContain(book.EffectsOf(book.Withdraw()), effect => effect is NoWished);
    }
}
