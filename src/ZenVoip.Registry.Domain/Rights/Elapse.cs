using System.Collections.Immutable;
using ZenVoip.Registry.Domain.Rulebook;

namespace ZenVoip.Registry.Domain.Rights;

/// <summary>A deadline is near.</summary>
public sealed record RightsDeadlineNear(
    string RequestId, DeadlineKind Kind, DateOnly DueOn, DateTimeOffset RecordedAt) : SubjectEvent(RecordedAt);

/// <summary>A deadline was missed. The request stays open until the person is told.</summary>
public sealed record RightsDeadlineMissed(
    string RequestId, DeadlineKind Kind, DateOnly DueOn, DateTimeOffset RecordedAt) : SubjectEvent(RecordedAt);

/// <summary>Nobody showed in time who asked.</summary>
public sealed record RightsRequestExpired(string RequestId, Ending Ending, DateTimeOffset RecordedAt)
    : SubjectEvent(RecordedAt);

/// <summary>The person can fetch the export that answered the request no more.</summary>
public sealed record ExportExpired(string RequestId, DateTimeOffset RecordedAt) : SubjectEvent(RecordedAt);

/// <summary>The records of these requests are kept no longer.</summary>
public sealed record RightsRecordsDropped(ImmutableArray<string> RequestIds, DateTimeOffset RecordedAt)
    : SubjectEvent(RecordedAt);

public sealed partial record RightsBook
{
    /// <summary>When something is due next, also where that is past; null: nothing is.</summary>
    /// <param name="isErased">The person is: nothing follows from a record any more.</param>
    public DateTimeOffset? NextDueOf(bool isErased) => Requests
        .SelectMany(request => DueInstants(request, isErased)).Min(instant => (DateTimeOffset?)instant);

    /// <summary>
    /// Everything that time has made due. Nothing where nothing is, so that a tick may come early or twice. Of a
    /// deadline that is both near and missed by now, only the latter is said.
    /// </summary>
    public ImmutableArray<SubjectEvent> Elapsed(RightsRules rules, DateTimeOffset now, bool isErased = false)
    {
        ImmutableArray<string> dropped =
            [.. Requests.Where(request => DropAt(request, isErased) <= now).Select(request => request.Id)];
        return
        [
            .. Requests.Where(request => request.ExpiresAt <= now).Select(request => new RightsRequestExpired(
                request.Id, new Ending { KeptUntil = rules.KeepUntil(now) }, now)),
            .. from request in Requests
               where !(request.ExpiresAt <= now)
               from watch in WatchesOf(request)
               where watch.NextAt <= now
               select watch.At(now),
            .. Requests.Where(request => ExportEndsAt(request) <= now)
                .Select(request => new ExportExpired(request.Id, now)),
            .. dropped.IsEmpty ? [] : ImmutableArray.Create<SubjectEvent>(new RightsRecordsDropped(dropped, now)),
        ];
    }

    public RightsBook Apply(RightsDeadlineNear near) => With(near.RequestId, request =>
        request with { Alarms = request.Alarms.Add(new(near.Kind, near.DueOn, IsMissed: false)) });

    public RightsBook Apply(RightsDeadlineMissed missed) => With(missed.RequestId, request =>
        request with { Alarms = request.Alarms.Add(new(missed.Kind, missed.DueOn, IsMissed: true)) });

    public RightsBook Apply(RightsRequestExpired expired) => With(expired.RequestId, request =>
        Closed(request, expired.Ending, expired.RecordedAt) with { Status = RightsRequestStatus.Expired });

    public RightsBook Apply(ExportExpired expired) =>
        With(expired.RequestId, request => request with { ExportExpiredAt = expired.RecordedAt });

    public RightsBook Apply(RightsRecordsDropped dropped) => new()
    {
        Requests = [.. Requests.Where(request => !dropped.RequestIds.Contains(request.Id))],
    };

    private static IEnumerable<DateTimeOffset> DueInstants(RightsRequest request, bool isErased) =>
        WatchesOf(request)
            .Select(watch => watch.NextAt)
            .Append(request.ExpiresAt)
            .Append(ExportEndsAt(request))
            .Append(DropAt(request, isErased))
            .OfType<DateTimeOffset>();

    /// <summary>Null: there is no end of an export to say, or it is said.</summary>
    private static DateTimeOffset? ExportEndsAt(RightsRequest request) =>
        request.ExportExpiredAt is null ? request.ExportExpiresAt : null;

    /// <summary>A record is kept as long as something follows from it for the person.</summary>
    private static DateTimeOffset? DropAt(RightsRequest request, bool isErased) =>
        !isErased && (request.Restricts || request.ConfirmedAt is not null) ? null : request.KeptUntil;

    private static IEnumerable<Watch> WatchesOf(RightsRequest request)
    {
        if (request is { IsOpen: true, AcknowledgedAt: null, Timetable.Acknowledge: { } receipt })
            yield return new(request, DeadlineKind.Acknowledge, receipt);
        if (request is { IsOpen: true, Timetable.Stands: false })
            yield return new(request, DeadlineKind.Answer, request.Timetable.Current);
    }

    /// <summary>A deadline that is waited for.</summary>
    private sealed record Watch(RightsRequest Request, DeadlineKind Kind, Deadline Deadline)
    {
        /// <summary>When something is to be said of it next; null: all is said.</summary>
        public DateTimeOffset? NextAt => Said(isMissed: true) ? null
            : Said(isMissed: false) ? Deadline.At
            : Deadline.WarnAt;

        public SubjectEvent At(DateTimeOffset now) => now >= Deadline.At
            ? new RightsDeadlineMissed(Request.Id, Kind, Deadline.On, now)
            : new RightsDeadlineNear(Request.Id, Kind, Deadline.On, now);

        private bool Said(bool isMissed) => Request.Alarms.Contains(new(Kind, Deadline.On, isMissed));
    }
}
