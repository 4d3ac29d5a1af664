using CsCheck;
using ZenVoip.Registry.Domain;
using ZenVoip.Registry.Domain.Consents;
using ZenVoip.Registry.Domain.Identifiers;
using ZenVoip.Registry.Domain.Rights;
using ZenVoip.Registry.Domain.Subjects;
using ZenVoip.Registry.Tests.Subjects;
using static ZenVoip.Registry.Tests.Subjects.Told;

namespace ZenVoip.Registry.Tests.Rights;

/// <summary>What is sent on to a customer counts as if it had been said to the customer.</summary>
public sealed class SentOnPropertyTests
{
    private static readonly DigestedIdentifier[] Addresses =
    [
        Phone("+15125550143"), Email("anna@example.org"), Identifier(IdentifierType.Cookie, "cookie-7f3a91c2"),
        Identifier(IdentifierType.Account, "account-550012"),
    ];

    private static readonly Gen<DigestedIdentifier> Address = Gen.OneOf(Addresses);

    private static readonly Gen<SubjectCommand> Comes =
        Address.Select(address => (SubjectCommand)new LinkIdentifier(address));

    private static readonly Gen<SubjectCommand> Leaves = Gen.Select(
        Address, Gen.Enum<UnlinkReason>(), Gen.Bool, (address, reason, isProven) =>
            (SubjectCommand)new UnlinkIdentifier(
                address.Digest, reason, Evidence: isProven ? new Evidence("rnd") : null));

    private static readonly Gen<(SubjectCommand Command, DigestedIdentifier By, int HoursLate)[]> Lives = Gen.Select(
        Gen.Frequency((6, AnyNo.No), (3, AnyNo.Yes), (2, AnyNo.OptOut), (2, Leaves), (1, Comes)), Address,
        Gen.Frequency((3, Gen.Const(0)), (1, Gen.Int[1, 4]))).Array[1, 10];

    /// <summary>By subject id, and by each address of then.</summary>
    [Fact]
    public void Of_the_customer_the_same_is_decided() => Lives.Sample(
        told =>
        {
            var (said, sentOn) = (Lived(told, Acme), SentOn(Lived(told, Controller.ZenVoip)));

            Assert.All(AnyStep.Questions.Where(asked => asked.Controller == Acme), asked =>
            {
                Assert.Equal(said.Ask(asked, Noon.AddDays(9)), sentOn.Ask(asked, Noon.AddDays(9)));
                Assert.All(
                    Addresses.Where(address => said.Identifiers.Holds(address.Digest) is not null),
                    address => Assert.Equal(
                        said.Ask(asked, address, Noon.AddDays(9)).Outcome,
                        sentOn.Ask(asked, address, Noon.AddDays(9)).Outcome));
            });
        },
        iter: 500);

    [Fact]
    public void No_address_that_has_left_loses_a_no() => Lives.Sample(
        told =>
        {
            var (said, sentOn) = (Lived(told, Acme), SentOn(Lived(told, Controller.ZenVoip)));

            Assert.All(Addresses, address => Assert.Empty(KeptBy(said, address).Except(KeptBy(sentOn, address))));
        },
        iter: 500);

    private static IEnumerable<(Purpose?, Channel?, OptOutSource)> KeptBy(Subject subject, DigestedIdentifier address)
    {
        int[] links =
        [
            .. subject.Identifiers.Links.Where(link => link.Digest == address.Digest).Select(link => link.Number),
        ];
        return subject.OptOuts.OptOuts.Where(no => no.Controller == Acme && no.IsKeptByAny([.. links]))
            .Select(no => (no.Purpose, no.Channel, no.Source));
    }

    private static Subject SentOn(Subject subject) => subject.Rights.Requests.Aggregate(
        subject,
        (before, request) => before.After(
            new ForwardRightsRequest(request.Id, Acme, Noon.AddDays(2)), Noon.AddDays(2)));

    private static Subject Lived(
        IEnumerable<(SubjectCommand Command, DigestedIdentifier By, int HoursLate)> told, Controller to) =>
        told.Index().Aggregate(
            Subject.Unregistered("sub_test").After(
                new RegisterSubject(SubjectKind.Customer, Controller.ZenVoip, In("US-CA"), [.. Addresses]), Noon),
            (before, step) =>
            {
                var ((command, by, hoursLate), at) = (step.Item, Noon.AddHours(step.Index + 1));
                return before.Decide(Said(command, to, at.AddHours(-hoursLate)), at, by)
                    .Events.Aggregate(before, (subject, happened) => subject.Apply(happened));
            });

    /// <summary>What is agreed to is always the customer's, and what is said without a request ZenVoIP's.</summary>
    private static SubjectCommand Said(SubjectCommand told, Controller to, DateTimeOffset at) => told switch
    {
        SubmitRightsRequest no => no with { Controller = to, ReceivedAt = at },
        RecordConsent yes => yes with { Controller = Acme, At = at },
        var other => other,
    };
}
