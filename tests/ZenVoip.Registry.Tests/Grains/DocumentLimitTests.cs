using ZenVoip.Registry.Domain;
using ZenVoip.Registry.Domain.Consents;
using static ZenVoip.Registry.Tests.Grains.Person;
using static ZenVoip.Registry.Tests.Subjects.Told;

namespace ZenVoip.Registry.Tests.Grains;

/// <summary>What is stored of one subject has a limit, which a no does not know.</summary>
[Collection(GrainTests.Name)]
public sealed class DocumentLimitTests(SubjectCluster cluster)
{
    [Fact]
    public async Task A_yes_that_makes_the_document_too_large_is_refused_and_leaves_nothing()
    {
        var person = await Register(cluster);
        var before = await person.Version();

        var answer = await person.Here.Execute(Asks(Answers(ConsentStatus.Given)));

        Assert.Equal("DOCUMENT_TOO_LARGE", answer.Refusal?.Code);
        Assert.Equal(before, await person.Version());
        Assert.Empty(await person.Journal<ConsentAnswered>());
    }

    [Fact]
    public async Task A_no_is_stored_beyond_the_limit_and_a_yes_is_refused_there()
    {
        var person = await Register(cluster);

        var large = await person.Here.Execute(Asks(Answers(ConsentStatus.Withdrawn)));
        var yes = await person.Here.Execute(Asks(Answer(ConsentStatus.Given)));
        var no = await person.Here.Execute(Asks(Stop(Channel.Sms)));

        Assert.Equal((null, 250), (large.Refusal, large.Changes));
        Assert.Equal("DOCUMENT_TOO_LARGE", yes.Refusal?.Code);
        Assert.Equal((null, 1), (no.Refusal, no.Changes));
    }

    /// <summary>Evidence as long as it may be, for 250 controllers: more than 256 KB.</summary>
    private static SubjectCommand[] Answers(ConsentStatus status) =>
    [
        .. Enumerable.Range(0, 250).Select(number => Answer(status) with
        {
            Controller = Controller.TryParse($"account-{number}")!.Value,
            Evidence = new Evidence("web-form", "2026-1", new string('x', Evidence.MaxSource)),
        }),
    ];
}
