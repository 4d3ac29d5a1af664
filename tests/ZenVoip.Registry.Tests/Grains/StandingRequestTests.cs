using ZenVoip.Registry.Domain;
using ZenVoip.Registry.Domain.Rights;
using ZenVoip.Registry.Domain.Subjects;
using ZenVoip.Registry.Server.Storage;
using ZenVoip.Registry.Tests.Rights;
using ZenVoip.Registry.Tests.Subjects;
using static ZenVoip.Registry.Tests.Grains.Person;

namespace ZenVoip.Registry.Tests.Grains;

/// <summary>What waits for the person is not late: in the queue and in what alarms the DPO.</summary>
[Collection(GrainTests.Name)]
public sealed class StandingRequestTests(SubjectCluster cluster)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private DateTimeOffset Later => cluster.Here.Clock.GetUtcNow().AddYears(1);

    [Fact]
    public async Task A_request_is_late_only_while_its_clock_runs()
    {
        var before = await Missed();
        var person = Unknown(cluster);
        var britain = new RegisterSubject(SubjectKind.Customer, Controller.ZenVoip, Told.In("GB"), []);
        await person.Here.Execute(Asks(britain, Desk.Ask(RightsRequestType.Access)));
        var id = Assert.Single((await person.Seen()).Rights.Requests).Id;

        Assert.Equal((0, false, true), await Standing());
        await person.Here.Execute(Asks(new VerifyRightsRequest(id, "login")));
        Assert.Equal((1, true, true), await Standing());
        await person.Here.Execute(Asks(new AskForClarification(id, "Which account?")));
        Assert.Equal((0, false, true), await Standing());
        await person.Here.Execute(Asks(new ClarifyRightsRequest(id, "The old one.")));
        Assert.Equal((1, true, true), await Standing());

        async Task<(long Missed, bool IsDue, bool IsOpen)> Standing() => (
            await Missed() - before,
            await IsListed(id, new() { DueBefore = Later }),
            await IsListed(id, new() { IsOpen = true }));
    }

    private async Task<long> Missed() => (await new DeadlineRows(cluster.Database).Read(Later, Cancellation)).Missed;

    private async Task<bool> IsListed(string id, RequestsWanted wanted) =>
        (await new RequestRows(cluster.Database).Read(after: null, count: 100_000, wanted, Cancellation))
            .Any(request => request.Id == id);
}
