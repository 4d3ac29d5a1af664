using System.Collections.Immutable;
using ZenVoip.Registry.Domain;
using ZenVoip.Registry.Domain.Deletions;
using static ZenVoip.Registry.Tests.Subjects.Told;

namespace ZenVoip.Registry.Tests.Deletions;

/// <summary>The words in which tests of deletions are told.</summary>
internal static class Office
{
    public const string Demand = "req_1";

    public static readonly DataCategory CallRecords = DataCategory.TryParse("CALL_RECORDS")!.Value;

    public static readonly DataCategory Billing = DataCategory.TryParse("BILLING")!.Value;

    public static readonly HolderSystem Store = new("call-store", [CallRecords], TimeSpan.FromDays(7));

    public static readonly HolderSystem Archive = new("archive", [CallRecords, Billing], TimeSpan.FromDays(30));

    public static readonly Circumstances Free = new([], [], [Store, Archive]);

    public static readonly Held OnCalls = new(Controller: null, CallRecords);

    public static Wish Erase(DataCategory category, DateTimeOffset? cutoff = null) =>
        new(Controller.ZenVoip, category, cutoff ?? Noon, Demand, [0, 1]);

    public static Duty KeepsAll(DateTimeOffset until, string rule = "duty") =>
        new(Controller.ZenVoip, CallRecords, After: null, until, rule);

    /// <summary>Ids in the order in which they are made.</summary>
    public static MintId Mint()
    {
        var made = 0;
        return prefix => $"{prefix}_{++made}";
    }

    extension(DeletionBook book)
    {
        public DeletionBook With(IEnumerable<SubjectEvent> events) =>
            events.Aggregate(book, (before, happened) => before.Changed(happened));

        public DeletionBook Wished(MintId mint, Circumstances around, params ImmutableArray<Wish> wishes) =>
            book.With(book.Carried(DeletionPlan.Of(wishes, around, Noon), mint, Noon));

        public DeletionBook Ticked(MintId mint, Circumstances around, DateTimeOffset now) =>
            book.With(book.Elapsed(around, mint, now));

        public DeletionBook After(Outcome outcome) => book.With(Assert.IsType<Outcome.Accepted>(outcome).Events);

        public DeletionBook Confirmed(string id, DateTimeOffset? at = null) => book.After(
            book.Decide(new ConfirmDeletion { OrderId = id, Count = 3 }, IsGround, at ?? Noon.AddDays(1)));

        public DeletionBook RetainedBy(string id, DateTimeOffset until) => book.After(book.Decide(
            new ConfirmDeletion { OrderId = id, RetainedUntil = until, Ground = "LEGAL_OBLIGATION" },
            IsGround,
            Noon.AddDays(1)));
    }

    public static bool IsGround(string code) => code == "LEGAL_OBLIGATION";
}
