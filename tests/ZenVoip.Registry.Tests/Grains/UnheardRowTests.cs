using Microsoft.Extensions.Logging.Abstractions;
using ZenVoip.Registry.Domain;
using ZenVoip.Registry.Domain.Deletions;
using ZenVoip.Registry.Domain.Rights;
using ZenVoip.Registry.Grains.Deletions;
using ZenVoip.Registry.Server.Api;
using ZenVoip.Registry.Server.Security;
using ZenVoip.Registry.Server.Storage;
using ZenVoip.Registry.Server.Subjects;
using static ZenVoip.Registry.Tests.Grains.Person;
using static ZenVoip.Registry.Tests.Subjects.Told;
using WorkReading = ZenVoip.Registry.Server.Subjects.WorkReading;

namespace ZenVoip.Registry.Tests.Grains;

/// <summary>
/// Pages come from committed rows, and what stands in them from grains: one that has not heard of a row yet looks for
/// it, and no page leaves it out.
/// </summary>
[Collection(GrainTests.Name)]
public sealed class UnheardRowTests(SubjectCluster cluster)
{
    private static readonly Caller Office = new("office", [.. Scopes.All], System: null);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_task_is_listed_while_the_answer_of_its_write_is_on_its_way()
    {
        var (person, request) = await Asked(RightsRequestType.Access);
        var (stored, answered) = (new TaskCompletionSource(), new TaskCompletionSource());
        cluster.Mishaps.ToWritesOf(person.Id, async write =>
        {
            await write();
            stored.SetResult();
            await answered.Task;
        });
        var writing = person.Here.Execute(Asks(new VerifyRightsRequest(request, "login")));
        await stored.Task;
        Assert.Empty((await person.Seen()).Deletions.Tasks);

        var listing = Tasks(cluster.Here);
        answered.SetResult();

        Assert.Contains(await listing, task => task.SubjectId == person.Id);
        await writing;
    }

    [Fact]
    public async Task What_another_silo_has_stored_is_listed_by_one_that_is_behind_and_found_by_its_id()
    {
        var (person, request) = await Asked(RightsRequestType.Access);
        await person.Elsewhere.Read();
        await person.Here.Execute(Asks(new VerifyRightsRequest(request, "login")));
        var task = Assert.Single((await person.Seen()).Deletions.Tasks);

        var listed = await Tasks(cluster.Elsewhere);
        var found = await Work(cluster.Elsewhere).ById(task.Id, Office, Cancellation);

        Assert.Contains(task.Id, listed.Select(each => each.Id));
        Assert.Equal(task.Id, found?.Id);
    }

    [Fact]
    public async Task An_order_is_found_where_the_person_was_erased_since_it_was_given()
    {
        var (person, request) = await Asked(RightsRequestType.Erasure);
        await person.Elsewhere.Read();
        await person.Here.Execute(Asks(new VerifyRightsRequest(request, "login")));
        var orders = (await person.Seen()).Deletions.Orders;
        foreach (var order in orders)
            await person.Here.Execute(Asks(new ConfirmDeletion { OrderId = order.Id }));
        await person.Here.Wake();
        Assert.NotNull((await person.Seen()).Tombstone!.KeyDestroyedAt);

        var found = (DeletionOrderNode?)await Work(cluster.Elsewhere).ById(orders[0].Id, Office, Cancellation);

        Assert.Equal(DeletionOrderStatus.Confirmed, found?.Status);
    }

    [Fact]
    public async Task An_order_that_is_settled_names_nobody_at_a_silo_that_knew_it_open()
    {
        var (person, request) = await Asked(RightsRequestType.Erasure);
        await person.Here.Execute(Asks(new VerifyRightsRequest(request, "login")));
        var order = (await person.Seen()).Deletions.Orders[0].Id;
        Assert.Single(Assert.Single(await person.Elsewhere.Work([order])).Links);
        await person.Here.Execute(Asks(new ConfirmDeletion { OrderId = order }));

        var found = (DeletionOrderNode?)await Work(cluster.Elsewhere).ById(order, Office, Cancellation);

        Assert.Equal(DeletionOrderStatus.Confirmed, found?.Status);
        Assert.Empty(Assert.Single(await person.Elsewhere.Work([order])).Links);
    }

    [Fact]
    public async Task A_request_and_a_person_are_found_by_a_silo_that_has_not_heard_of_them()
    {
        var person = Unknown(cluster);
        Assert.Null((await person.Elsewhere.Read()).Subject);
        Assert.Null((await person.Here.Execute(person.Registers())).Refusal);
        Assert.NotNull(await cluster.Elsewhere.Grains.Known(person.Id));

        var request = await Submit(person, RightsRequestType.Access);

        Assert.Equal(request, (await Requests(cluster.Elsewhere).ById(request, Office, Cancellation))?.Id);
        Assert.Null(await cluster.Elsewhere.Grains.Known(NewId()));
    }

    private async Task<(Person Person, string Request)> Asked(RightsRequestType right)
    {
        await Debtor.Holds(cluster);
        var person = await Register(cluster);
        return (person, await Submit(person, right));
    }

    private static async Task<string> Submit(Person person, RightsRequestType right)
    {
        await person.Here.Execute(Asks(new SubmitRightsRequest
        {
            Controller = Controller.ZenVoip,
            Type = right,
            Manner = RequestManner.WebForm,
        }));
        return Assert.Single((await person.Seen()).Rights.Requests).Id;
    }

    private WorkReading Work(Site site) =>
        new(site.Grains, new HolderWorkRows(cluster.Database), NullLogger<WorkReading>.Instance);

    private RequestReading Requests(Site site) => new(
        site.Grains, new RequestRows(cluster.Database), site.Get<IHolderSystems>(), Rules, site.Clock);

    private async Task<IReadOnlyList<HolderTaskNode>> Tasks(Site site)
    {
        List<HolderTaskNode> all = [];
        HolderTaskConnection page;
        string? after = null;
        do
        {
            page = await Work(site).Tasks(100, after, filter: null, Office, Cancellation);
            all.AddRange(page.Nodes);
            after = page.PageInfo.EndCursor;
        }
        while (page.PageInfo.HasNextPage);
        return all;
    }
}
