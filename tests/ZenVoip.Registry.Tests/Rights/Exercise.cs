using ZenVoip.Registry.Domain;
using ZenVoip.Registry.Domain.Identifiers;
using ZenVoip.Registry.Domain.Rights;
using ZenVoip.Registry.Domain.Subjects;
using ZenVoip.Registry.Tests.Deletions;
using static ZenVoip.Registry.Tests.Subjects.Told;

namespace ZenVoip.Registry.Tests.Rights;

/// <summary>The words in which tests of a person who exercises rights are told.</summary>
internal static class Exercise
{
    public static readonly DigestedIdentifier Number = Phone("+4930123456", "DE");

    public static readonly DigestedIdentifier Mail = Email("anna@example.org");

    /// <summary>A customer in Germany with a number and a mail address.</summary>
    public static Subject Anna() => Customer(Number, Mail);

    /// <summary>A call store, and an archive that holds bills too.</summary>
    public static Surroundings Holders() => Among(Office.Store, Office.Archive);

    extension(Subject subject)
    {
        public Subject Asks(RightsRequestType type, Surroundings around, params Purpose[] purposes) =>
            subject.After(Desk.Ask(type, [.. purposes]), Noon.AddDays(1), around: around);

        public Subject Shows(Surroundings around, params DigestedIdentifier[] identifiers) => subject.After(
            new VerifyRightsRequest(subject.Rights.Requests[^1].Id, "login")
            {
                Digests = [.. identifiers.Select(one => one.Digest.Value)],
            },
            Noon.AddDays(2),
            around: around);

        public Subject IsTold(Surroundings around, string? ground = null) => subject.After(
            new CompleteRightsRequest(subject.Rights.Requests[^1].Id, Noon.AddDays(3), Ground: ground),
            Noon.AddDays(3),
            around: around);

        public Subject IsRefused(Surroundings around, string ground) => subject.After(
            new RefuseRightsRequest(subject.Rights.Requests[^1].Id, ground, Noon.AddDays(3)),
            Noon.AddDays(3),
            around: around);
    }
}
