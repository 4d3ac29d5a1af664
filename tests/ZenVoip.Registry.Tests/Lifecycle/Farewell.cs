using ZenVoip.Registry.Domain;
using ZenVoip.Registry.Domain.Deletions;
using ZenVoip.Registry.Domain.Retention;
using ZenVoip.Registry.Domain.Subjects;
using ZenVoip.Registry.Tests.Deletions;
using ZenVoip.Registry.Tests.Subjects;
using static ZenVoip.Registry.Tests.Lifecycle.Ward;
using static ZenVoip.Registry.Tests.Subjects.Told;

namespace ZenVoip.Registry.Tests.Lifecycle;

/// <summary>The words in which tests of erasures are told.</summary>
internal static class Farewell
{
    public const string Demand = "req_1";

    public static readonly DateTimeOffset Demanded = Noon.AddDays(1);

    /// <summary>A tax law keeps it for seven years.</summary>
    public static readonly RecordActivity Paid = new(Controller.ZenVoip, RetentionEvent.Created, Office.Billing);

    /// <summary>Somebody of whose invoices a tax law keeps the archive's.</summary>
    public static Subject Payer() => Customer(Number).After(Paid, Noon);

    /// <summary>A call store and an archive that hold nothing but calls.</summary>
    public static Surroundings CallStores() => Among(Office.Store, Office.Archive with { Categories = [] });

    extension(Subject subject)
    {
        /// <summary>The person's own controller is told to delete all that it has.</summary>
        public Subject ToErase(
            Surroundings around, Controller? controller = null, string cause = Demand, params DataCategory[] categories)
        {
            var now = subject.TimeToRecord(Demanded);
            return subject.Erasing(
                new EraseWish(cause, controller ?? Controller.ZenVoip, [.. categories], subject.OwnLinks), around, now)
                .Aggregate(subject, (before, happened) => before.Apply(happened));
        }

        public Subject Confirmed(Surroundings around, DateTimeOffset? at = null) => subject.OpenOrders.Aggregate(
            subject,
            (before, order) => before.After(
                new ConfirmDeletion { OrderId = order.Id, Count = 3 }, at ?? Demanded.AddDays(1), around: around));

        /// <summary>The subject after a report that is refused.</summary>
        public Subject Hears(RecordActivity report, DateTimeOffset at, Surroundings around)
        {
            var refused = Assert.IsType<Outcome.Refused>(
                subject.Decide(report, subject.TimeToRecord(at), around: around));
            Assert.Equal("SUBJECT_ERASED", refused.Reason.Code);
            return refused.Events.Aggregate(subject, (before, happened) => before.Apply(happened));
        }

        /// <summary>All that the stored state would say.</summary>
        public string Told => Life.Text(subject);
    }
}
