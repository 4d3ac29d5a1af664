using ZenVoip.Registry.Domain;
using ZenVoip.Registry.Domain.Rights;
using static ZenVoip.Registry.Tests.Rights.Desk;
using static ZenVoip.Registry.Tests.Subjects.Told;
using Type = ZenVoip.Registry.Domain.RightsRequestType;

namespace ZenVoip.Registry.Tests.Rights;

/// <summary>How many requests may be open, by whom.</summary>
public sealed class RequestLimitTests
{
    [Fact]
    public void There_are_as_many_open_requests_as_there_may_be_but_a_no_is_heard()
    {
        var full = Enumerable.Range(0, RightsBook.MaxOpen).Aggregate(new RightsBook(), (book, number) => book.Asked(
            Ask(Type.Complaint) with { Controller = Controller.TryParse($"c{number}")!.Value }, id: $"req_{number}"));

        Assert.Equal("REQUEST_LIMIT", CodeOf(full.Decide(Ask(Type.Access), Gdpr, _ => "req_x", Noon)));
        full.Asked(Ask(Type.Objection), id: "req_x").Asked(Ask(Type.OptOutOfSale), id: "req_y");
        full.After(full.Withdraw("req_0")).Asked(Ask(Type.Access), id: "req_x");
    }

    [Fact]
    public void Nobody_uses_up_the_places_of_who_asks_in_another_role()
    {
        var full = Enumerable.Range(0, RightsBook.MaxOpen).Aggregate(new RightsBook(), (book, number) => book.Asked(
            Ask(Type.Access) with
            {
                Controller = Controller.TryParse($"c{number}")!.Value,
                Requester = RequesterRole.ThirdParty,
            },
            id: $"req_{number}"));

        Assert.Equal("REQUEST_LIMIT", CodeOf(full.Decide(
            Ask(Type.Access) with { Requester = RequesterRole.ThirdParty }, Gdpr, _ => "req_x", Noon)));
        full.Asked(Ask(Type.Access), id: "req_x");
    }

    [Fact]
    public void No_customer_uses_up_anothers_places()
    {
        var ask = Ask(Type.Access) with { Requester = RequesterRole.Controller };
        var full = Enumerable.Range(0, RightsBook.MaxOpen).Aggregate(new RightsBook(), (book, number) => book.Asked(
            ask with { Controller = Controller.TryParse($"c{number}")!.Value }, id: $"req_{number}"));
        var own = new RightsBook
        {
            Requests = [.. full.Requests.Select(request => request with { Controller = Acme })],
        };

        full.Asked(ask with { Controller = Acme }, id: "req_x");
        Assert.Equal("REQUEST_LIMIT", CodeOf(own.Decide(
            ask with { Controller = Acme, Type = Type.Restriction }, Gdpr, _ => "req_x", Noon)));
    }

    [Fact]
    public void Noes_and_what_was_sent_on_take_no_other_requests_place()
    {
        var full = Enumerable.Range(0, RightsBook.MaxOpen).Aggregate(new RightsBook(), (book, number) =>
        {
            var asked = book.Asked(Ask(Type.Complaint), id: $"req_{number}")
                .Asked(
                    Ask(Type.Objection) with { Controller = Controller.TryParse($"c{number}")!.Value },
                    id: $"no_{number}");
            return asked.After(asked.Decide(new ForwardRightsRequest($"req_{number}", Acme, Noon), Rules.Rights, Noon));
        });

        full.Asked(Ask(Type.Erasure), id: "req_x");
    }
}
