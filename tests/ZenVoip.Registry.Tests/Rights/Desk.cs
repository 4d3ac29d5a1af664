using System.Collections.Immutable;
using ZenVoip.Registry.Domain;
using ZenVoip.Registry.Domain.Rights;
using static ZenVoip.Registry.Tests.Subjects.Told;

namespace ZenVoip.Registry.Tests.Rights;

/// <summary>The words in which tests of rights requests are told.</summary>
internal static class Desk
{
    public static readonly DataCategory CallRecords = DataCategory.TryParse("CALL_RECORDS")!.Value;

    public static readonly DataCategory Billing = DataCategory.TryParse("BILLING")!.Value;

    public static readonly Purpose Analytics = Purpose.TryParse("analytics")!.Value;

    public static readonly Purpose Service = Purpose.TryParse("service")!.Value;

    public static RightsTerms Under(string regimes, SubjectKind kind = SubjectKind.Customer) =>
        new(Rules, [.. regimes.Split(' ')], kind);

    public static RightsTerms Gdpr { get; } = Under("GDPR");

    public static SubmitRightsRequest Ask(RightsRequestType type, params ImmutableArray<Purpose> purposes) => new()
    {
        Controller = Controller.ZenVoip,
        Type = type,
        Manner = RequestManner.WebForm,
        Purposes = purposes,
    };

    extension(RightsBook book)
    {
        /// <summary>The book after a request that must be accepted; its id is given.</summary>
        public RightsBook Asked(
            SubmitRightsRequest command, RightsTerms? terms = null, DateTimeOffset? at = null, string id = "req_1") =>
            book.After(book.Decide(command, terms ?? Gdpr, _ => id, at ?? Noon));

        public RightsBook Verified(string id = "req_1", DateTimeOffset? at = null, params ImmutableArray<int> links) =>
            book.After(book.Decide(
                new VerifyRightsRequest(id, "login"), links.IsEmpty ? [0] : links, Rules.Rights, at ?? Noon));

        public RightsBook Completed(string id = "req_1", DateTimeOffset? at = null, string? ground = null) =>
            book.After(book.Complete(id, at ?? Noon, ground));

        public Outcome Complete(string id, DateTimeOffset at, string? ground = null) =>
            book.Decide(new CompleteRightsRequest(id, at, Ground: ground), Rules.Rights, at);

        public RightsBook Refused(string ground, string id = "req_1", DateTimeOffset? at = null) =>
            book.After(book.Refuse(ground, id, at));

        public Outcome Refuse(string ground, string id = "req_1", DateTimeOffset? at = null) =>
            book.Decide(new RefuseRightsRequest(id, ground, at ?? Noon), Rules.Rights, at ?? Noon);

        public Outcome Withdraw(string id = "req_1", DateTimeOffset? at = null) =>
            book.Decide(new WithdrawRightsRequest(id), Rules.Rights, at ?? Noon);

        public Outcome Extend(DateTimeOffset at, string reason = "many requests", string id = "req_1") =>
            book.Decide(new ExtendRightsRequest(id, reason, at), Rules.Rights, at);

        public RightsBook Ticked(DateTimeOffset now) => book.With(book.Elapsed(Rules.Rights, now));

        public RightsBook After(Outcome outcome) => book.With(Assert.IsType<Outcome.Accepted>(outcome).Events);

        /// <summary>Where no erasure has ended.</summary>
        public RightsRequest? OpenOf(SubmitRightsRequest command) => book.OpenOf(command, ended: []);

        /// <summary>Of somebody alive.</summary>
        public DateTimeOffset? NextDue => book.NextDueOf(isErased: false);

        public RightsRequest Only => Assert.Single(book.Requests);

        /// <summary>What is to happen elsewhere after an outcome that must be accepted.</summary>
        public ImmutableArray<RightsEffect> EffectsOf(Outcome outcome)
        {
            var all = ImmutableArray.CreateBuilder<RightsEffect>();
            foreach (var happened in Assert.IsType<Outcome.Accepted>(outcome).Events)
            {
                book = book.With([happened]);
                all.AddRange(book.EffectsOf(happened));
            }

            return all.ToImmutable();
        }

        public RightsBook With(IEnumerable<SubjectEvent> events) =>
            events.Aggregate(book, (before, happened) => before.Changed(happened));
    }
}
