using System.Text.Json;
using Microsoft.Extensions.Logging.Abstractions;
using Orleans.Serialization;
using ZenVoip.Registry.Domain;
using ZenVoip.Registry.Domain.Deletions;
using ZenVoip.Registry.Domain.Jurisdictions;
using ZenVoip.Registry.Domain.Rights;
using ZenVoip.Registry.Domain.Subjects;
using ZenVoip.Registry.Grains.Deletions;
using ZenVoip.Registry.Grains.Secrecy;
using ZenVoip.Registry.Grains.Subjects;
using ZenVoip.Registry.Server.Api;
using ZenVoip.Registry.Server.Guard;
using ZenVoip.Registry.Server.Security;
using ZenVoip.Registry.Server.Storage;
using ZenVoip.Registry.Server.Subjects;
using static ZenVoip.Registry.Tests.Grains.Person;
using static ZenVoip.Registry.Tests.Subjects.Told;

namespace ZenVoip.Registry.Tests.Grains;

/// <summary>
/// Pages come from committed rows, and what stands in them from grains: one that has not heard of a row yet looks for
/// it, and no page leaves it out.
/// </summary>
[Collection(GrainTests.Name)]
public sealed class UnheardRowTests(SubjectCluster cluster)
{
    private static readonly Caller Office = new("office", [.. Scopes.All], System: null);

    private static readonly PageReading Pages =
        new(new Faults(NullLogger<Faults>.Instance), NullLogger<PageReading>.Instance);

    /// <summary>Where nobody else of the shared silos lives: among them are some who cannot be read for good.</summary>
    private static readonly Jurisdiction Home = Jurisdiction.TryParse("IS")!.Value;

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
        Assert.Single(Assert.Single((await person.Elsewhere.Work([order])).Items).Links);
        await person.Here.Execute(Asks(new ConfirmDeletion { OrderId = order }));

        var found = (DeletionOrderNode?)await Work(cluster.Elsewhere).ById(order, Office, Cancellation);

        Assert.Equal(DeletionOrderStatus.Confirmed, found?.Status);
        Assert.Empty(Assert.Single((await person.Elsewhere.Work([order])).Items).Links);
    }

    [Fact]
    public async Task An_order_that_is_retained_for_less_is_shown_so_by_a_silo_that_knew_it_retained_for_more()
    {
        var (person, request) = await Asked(RightsRequestType.Erasure);
        await person.Here.Execute(Asks(new VerifyRightsRequest(request, "login")));
        var order = (await person.Seen()).Deletions.Orders[0].Id;
        var until = cluster.Here.Clock.GetUtcNow().AddYears(1).ToMicroseconds();
        await person.Here.Execute(Asks(Retains(until.AddYears(1))));
        await person.Elsewhere.Read();
        Assert.Null((await person.Here.Execute(Asks(Retains(until)))).Refusal);

        var found = (DeletionOrderNode?)await Work(cluster.Elsewhere).ById(order, Office, Cancellation);

        Assert.Equal(until, found?.RetainedUntil);

        ConfirmDeletion Retains(DateTimeOffset date) =>
            new() { OrderId = order, RetainedUntil = date, Ground = "LEGAL_OBLIGATION" };
    }

    [Fact]
    public async Task What_changed_since_is_shown_of_a_person_and_of_a_request_by_a_silo_that_is_behind()
    {
        var (person, request) = await Asked(RightsRequestType.Access);
        await person.Elsewhere.Read();
        Assert.Null((await person.Here.Execute(Asks(new AcknowledgeRightsRequest(request)))).Refusal);

        var listed = await People(cluster.Elsewhere);
        var found = await Requests(cluster.Elsewhere).ById(request, Office, Cancellation);

        Assert.Equal(await person.Version(), listed.Single(each => each.Id == person.Id).Version);
        Assert.NotNull(found?.AcknowledgedAt);
    }

    [Theory]
    [InlineData(typeof(SealBrokenException))]
    [InlineData(typeof(SealedMisfitException))]
    public async Task Who_cannot_be_read_keeps_nobody_else_out_of_a_page_and_is_not_found_by_an_id_either(Type fault)
    {
        var (broken, theirs) = await Asked(RightsRequestType.Access);
        await broken.Here.Execute(Asks(new VerifyRightsRequest(theirs, "login")));
        var task = Assert.Single((await broken.Seen()).Deletions.Tasks).Id;
        var (whole, request) = await Asked(RightsRequestType.Access);
        await whole.Here.Execute(Asks(new VerifyRightsRequest(request, "login")));

        await While(broken, fault, async () =>
        {
            Assert.Equal([whole.Id], Those((await People(cluster.Here)).Select(each => each.Id)));
            Assert.Equal([whole.Id], Those((await Queue(cluster.Here)).Select(each => each.SubjectId)));
            Assert.Equal([whole.Id], Those((await Tasks(cluster.Here)).Select(each => each.SubjectId)));
            await Assert.ThrowsAsync(fault, () => Work(cluster.Here).ById(task, Office, Cancellation));
        });

        IEnumerable<string> Those(IEnumerable<string> ids) => ids.Where(id => id == whole.Id || id == broken.Id);
    }

    public static TheoryData<Exception> Passing =>
    [
        new TimeoutException(), new ObjectDisposedException("a pool"), new CodecNotFoundException("of a release"),
        new JsonException("from a release"),
    ];

    [Theory]
    [MemberData(nameof(Passing), DisableDiscoveryEnumeration = true)]
    public async Task A_fault_that_passes_leaves_nobody_out_of_a_page(Exception passing)
    {
        var (person, _) = await Asked(RightsRequestType.Access);
        await cluster.Here.Forget(person.Id);
        cluster.Keys.LoseOnce(person.Id, passing);

        var told = await Assert.ThrowsAnyAsync<Exception>(() => Queue(cluster.Here));
        Assert.Equal("UNAVAILABLE", new SubjectFaults().NameOf(told, ofChange: false)?.Code);
    }

    [Fact]
    public async Task Where_a_row_says_that_nobody_holds_an_identifier_its_owner_is_asked_for_again()
    {
        var person = Unknown(cluster);
        await cluster.Scalar(
            "insert into identifier_link (subject_id, number, digest, type, exclusive, linked_at) values "
            + $"('{person.Id}', 0, '{person.Number.Digest.Value}', 'PHONE', true, '2026-03-01T12:00:00.000000Z')");

        await Assert.ThrowsAsync<IdentifierMovingException>(() => cluster.Here.Registration.Register(
            new RegisterSubject(SubjectKind.Customer, Controller.ZenVoip, In("DE"), [person.Number]),
            ["written"],
            returnOwner: true,
            "crm",
            operationId: null,
            Cancellation));
        await cluster.Scalar($"delete from identifier_link where subject_id = '{person.Id}'");
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
        await person.Here.Execute(Asks(new ObserveJurisdiction(Home, JurisdictionSource.Declared)));
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
        new(site.Grains, new HolderWorkRows(cluster.Database), Pages, NullLogger<WorkReading>.Instance);

    private RequestReading Requests(Site site) => new(
        site.Grains, new RequestRows(cluster.Database), Pages, site.Get<IHolderSystems>(), Rules, site.Clock);

    private Task<List<HolderTaskNode>> Tasks(Site site) => All(
        after => Work(site).Tasks(100, after, filter: null, Office, Cancellation),
        page => (page.Nodes, page.PageInfo));

    private Task<List<RightsRequestNode>> Queue(Site site) => All(
        after => Requests(site).Page(100, after, filter: null, Cancellation), page => (page.Nodes, page.PageInfo));

    private Task<List<SubjectNode>> People(Site site)
    {
        var people = new SubjectReading(
            site.Grains,
            site.Get<IIdentifierIndex>(),
            new SubjectPages(cluster.Database),
            Pages,
            references: null!,
            site.Clock);
        return All(
            after => people.Page(100, after, new SubjectFilter { Jurisdiction = Home }, Cancellation),
            page => (page.Nodes, page.PageInfo));
    }

    /// <summary>All pages.</summary>
    private static async Task<List<T>> All<TPage, T>(
        Func<string?, Task<TPage>> read, Func<TPage, (IEnumerable<T> Nodes, PageEnd End)> told)
    {
        List<T> all = [];
        string? after = null;
        bool more;
        do
        {
            var (nodes, end) = told(await read(after));
            all.AddRange(nodes);
            (after, more) = (end.EndCursor, end.HasNextPage);
        }
        while (more);
        return all;
    }

    /// <summary>Somebody writes into the database around the registry, and mends it afterwards.</summary>
    private async Task While(Person person, Type fault, Func<Task> then)
    {
        var row = $"where grain_id_ext = '{person.Id}'";
        var state = (byte[])(await cluster.Scalar($"select payload from grain_state {row}"))!;
        using var key = await cluster.Keys.Open(person.Id, Cancellation);
        await Write(fault == typeof(SealBrokenException)
            ? state[..^1]
            : key.Seal("""{"subject":0}"""u8, SealPurpose.State, number: 0));
        try
        {
            await then();
        }
        finally
        {
            await Write(state);
        }

        async Task Write(byte[] payload)
        {
            await cluster.Scalar($"update grain_state set payload = x'{Convert.ToHexString(payload)}' {row}");
            await cluster.Here.Forget(person.Id);
        }
    }
}
