using ZenVoip.Registry.Domain;
using ZenVoip.Registry.Domain.Deletions;
using ZenVoip.Registry.Domain.Identifiers;
using ZenVoip.Registry.Domain.Retention;
using ZenVoip.Registry.Domain.Subjects;
using ZenVoip.Registry.Tests.Deletions;
using static ZenVoip.Registry.Tests.Subjects.Told;

namespace ZenVoip.Registry.Tests.Lifecycle;

/// <summary>The words in which tests of what happens by itself are told.</summary>
internal static class Ward
{
    public static readonly DigestedIdentifier Number = Phone("+4930123456", "DE");

    /// <summary>When a voicemail's or a call's month of November 2026 falls due under ZenVoIP's five years.</summary>
    public static readonly DateTimeOffset CallsDue = new(2031, 12, 1, 0, 0, 0, TimeSpan.Zero);

    public static readonly RecordActivity Called =
        new(Controller.ZenVoip, RetentionEvent.Created, Office.CallRecords);

    public static PlaceLegalHold Hold(string id = "hld_1") =>
        new(id, Controller: null, "case 7", [Office.CallRecords]);

    /// <summary>A call store and an archive; ids count.</summary>
    public static Surroundings Holders() => Among(Office.Store, Office.Archive);

    /// <summary>A customer in Germany who made a call.</summary>
    public static Subject Caller() => Customer(Number).After(Called, Noon);

    extension(Subject subject)
    {
        public Subject Ticked(DateTimeOffset now, Surroundings around) =>
            subject.After(new Elapse(), now, around: around);

        /// <summary>Nothing is told meanwhile.</summary>
        public Subject InAWeek() => subject.Ticked(subject.RecordedAt + Subject.Patience, Holders());

        public bool IsIdleAt(DateTimeOffset now, Surroundings around) =>
            subject.Decide(new Elapse(), subject.TimeToRecord(now), around: around)
                is Outcome.Accepted { Events.IsEmpty: true };

        public IReadOnlyList<DeletionOrder> OpenOrders =>
            [.. subject.Deletions.Orders.Where(order => order.IsOpen)];
    }
}
