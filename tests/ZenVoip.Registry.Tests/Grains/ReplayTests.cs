using ZenVoip.Registry.Domain;
using ZenVoip.Registry.Domain.Consents;
using ZenVoip.Registry.Domain.Deletions;
using ZenVoip.Registry.Domain.Identifiers;
using ZenVoip.Registry.Domain.Subjects;
using ZenVoip.Registry.Grains.Subjects;
using ZenVoip.Registry.Server.Subjects;
using static ZenVoip.Registry.Tests.Grains.Person;
using static ZenVoip.Registry.Tests.Subjects.Told;

namespace ZenVoip.Registry.Tests.Grains;

/// <summary>The same operation gets the same answer, and makes its change once.</summary>
[Collection(GrainTests.Name)]
public sealed class ReplayTests(SubjectCluster cluster)
{
    private static readonly RecordConsent Yes = Answer(ConsentStatus.Given);
    private static readonly RecordConsent No = Answer(ConsentStatus.Withdrawn);

    [Fact]
    public async Task The_late_retry_of_a_grant_does_not_undo_the_no_after_it()
    {
        var person = await Register(cluster);
        var first = await person.Calls(Yes, "sign-up");
        await person.Calls(No, "preference-page");
        cluster.Here.Clock.Advance(TimeSpan.FromHours(1));

        var retry = await person.Calls(Yes, "sign-up");

        Assert.Equal((null, first.Subject!.Version), (retry.Refusal, retry.Subject!.Version));
        Assert.Equal(ConsentStatus.Given, retry.Subject.Consents.Consents.Single().Status);
        Assert.Equal(ConsentStatus.Withdrawn, (await person.Seen()).Consents.Consents.Single().Status);
    }

    [Fact]
    public async Task A_refusal_is_repeated_though_the_request_would_be_accepted_now()
    {
        var person = await Register(cluster);
        var end = new EndRelationship(Acme, SubjectKind.EndUser);
        var first = await person.Calls(end, "contract-ended");
        await person.Here.Execute(Asks(new StartRelationship(Acme, SubjectKind.EndUser)));

        var retry = await person.Calls(end, "contract-ended");

        Assert.Equal("RELATIONSHIP_NOT_FOUND", first.Refusal?.Code);
        Assert.Equal(first.Refusal, retry.Refusal);
        Assert.Equal(first.Subject!.Version, retry.Subject!.Version);
        Assert.Empty(await person.Journal<RelationshipEnded>());
    }

    [Fact]
    public async Task What_changed_nothing_is_repeated_though_it_would_change_something_now()
    {
        var person = await Register(cluster);
        var link = new LinkIdentifier(person.Number);
        var first = await person.Calls(link, "imported");
        await person.Here.Execute(Asks(new UnlinkIdentifier(person.Number.Digest, UnlinkReason.Mistake)));

        var retry = await person.Calls(link, "imported");

        Assert.Equal((null, first.Subject!.Version), (retry.Refusal, retry.Subject!.Version));
        Assert.False((await person.Seen()).Identifiers.Links.Single().IsOpen);
    }

    [Fact]
    public async Task A_known_operation_is_a_replay_whatever_became_of_it()
    {
        var person = await Register(cluster);
        SubjectRequest[] requests =
        [
            Asks(Yes) with { Operation = NewOperation() },
            Asks(new EndRelationship(Acme, SubjectKind.EndUser)) with { Operation = NewOperation() },
            Asks(new LinkIdentifier(person.Number)) with { Operation = NewOperation() },
        ];

        foreach (var request in requests)
        {
            Assert.False((await person.Here.Execute(request)).IsReplay);
            cluster.Here.Clock.Advance(TimeSpan.FromSeconds(1));
            var before = await person.Version();
            var again = await person.Here.Execute(request);
            Assert.Equal((true, 0), (again.IsReplay, again.Changes));
            Assert.Equal(before, await person.Version());
        }
    }

    [Fact]
    public async Task An_operation_id_means_one_request_only()
    {
        var person = await Register(cluster);
        await person.Calls(Yes, "once");
        var before = await person.Version();

        var other = await person.Calls(Answer(ConsentStatus.Given, Channel.Voice), "once");

        Assert.Equal(StorageRefusals.OperationIdReused, other.Refusal);
        Assert.Equal(before, await person.Version());
    }

    [Fact]
    public async Task A_no_that_is_repeated_is_told_to_nobody_else_where_its_number_is_read_as_another_one_by_now()
    {
        var (meant, former) = (await Register(cluster), await Register(cluster));
        var no = Stop() with { At = (await former.Seen()).RecordedAt };
        await former.Here.Execute(Asks(new UnlinkIdentifier(former.Number.Digest, UnlinkReason.Changed)));
        Task<CallResult> Say(DigestedIdentifier number) => cluster.Here.Calls.Send(
            new SubjectCall
            {
                Target = new Reference(SubjectId: null, number),
                Written = ["PHONE 030 1234567"],
                Command = no,
                Actor = "crm",
                OperationId = $"no of {meant.Id}",
            },
            CancellationToken.None);
        var first = await Say(meant.Number);

        var again = await Say(former.Number);

        Assert.Equal((null, meant.Id), (first.Refusal, first.Subject?.Id));
        Assert.Equal((null, meant.Id), (again.Refusal, again.Subject?.Id));
        Assert.Equal(first.Subject!.Version, again.Subject!.Version);
        Assert.Empty((await former.Seen()).OptOuts.OptOuts);
    }

    [Fact]
    public async Task An_operation_that_another_subject_answered_changes_nothing_here()
    {
        var operation = NewOperation();
        var first = await Register(cluster);
        var second = await Register(cluster);
        await first.Here.Execute(Asks(Yes) with { Operation = operation });

        var answer = await second.Here.Execute(Asks(Yes) with { Operation = operation });

        Assert.True(answer.IsReplay);
        Assert.Empty((await second.Seen()).Consents.Consents);
        Assert.Empty(await second.Journal<ConsentAnswered>());
    }

    [Fact]
    public async Task A_silo_that_is_behind_repeats_the_first_answer()
    {
        var person = await Register(cluster);
        await person.Elsewhere.Read();
        var first = await person.Calls(Yes, "sign-up");

        var retry = await person.Calls(Yes, "sign-up", at: cluster.Elsewhere);

        Assert.Equal((null, first.Subject!.Version), (retry.Refusal, retry.Subject!.Version));
        Assert.Single(retry.Subject.Consents.Consents);
    }

    [Fact]
    public async Task A_silo_that_has_not_heard_of_an_erasure_repeats_a_no_with_what_is_left_of_the_person()
    {
        var person = await Register(cluster);
        var stop = new SubjectCall
        {
            Target = new Reference(SubjectId: null, person.Number),
            Written = ["written"],
            Command = Stop(Channel.Sms),
            Actor = "crm",
            OperationId = $"stop of {person.Id}",
        };
        Assert.Null((await cluster.Here.Calls.Send(stop, CancellationToken.None)).Refusal);
        await person.Here.Execute(Asks(new LinkIdentifier(NewNumber())));
        await person.Elsewhere.Read();
        await person.DemandsErasure();
        foreach (var order in (await person.Seen()).Deletions.Orders)
            await person.Here.Execute(Asks(new ConfirmDeletion { OrderId = order.Id }));
        await person.Here.Wake();

        var retry = await cluster.Elsewhere.Calls.Send(stop, CancellationToken.None);

        Assert.Equal((null, person.Id), (retry.Refusal, retry.Subject?.Id));
        Assert.NotNull(retry.Subject!.Tombstone);
    }

    [Fact]
    public async Task A_registration_that_met_an_owner_may_be_asked_again_with_the_same_operation()
    {
        var owner = await Register(cluster);
        var person = Unknown(cluster);
        var register = new RegisterSubject(SubjectKind.Customer, Controller.ZenVoip, In("DE"), [owner.Number]);
        var request = Asks(register) with { Operation = NewOperation() };
        var taken = await person.Here.Execute(request);
        await owner.Here.Execute(Asks(new UnlinkIdentifier(owner.Number.Digest, UnlinkReason.Reassigned)));

        var registered = await person.Here.Execute(request);

        Assert.Equal(Refusals.IdentifierTaken, taken.Refusal);
        Assert.Equal((null, false), (registered.Refusal, registered.IsReplay));
        Assert.Equal(person.Id, registered.Subject!.Id);
    }
}
