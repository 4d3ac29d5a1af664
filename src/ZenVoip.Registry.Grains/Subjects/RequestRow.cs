using System.Collections.Immutable;
using ZenVoip.Registry.Domain.Rights;
using ZenVoip.Registry.Domain.Subjects;
using ZenVoip.Registry.Grains.Json;

namespace ZenVoip.Registry.Grains.Subjects;

/// <summary>A rights request as the queue lists it. Nothing in it identifies.</summary>
public sealed record RequestRow
{
    /// <summary><c>req_</c> and a random part.</summary>
    public required string Id { get; init; }

    public required string Type { get; init; }

    public required string Status { get; init; }

    public required string Controller { get; init; }

    /// <summary>The code of the regime that sets the deadline.</summary>
    public required string Regime { get; init; }

    public required DateTimeOffset ReceivedAt { get; init; }

    /// <summary>The first instant that is late, after an extension.</summary>
    public required DateTimeOffset DueAt { get; init; }

    /// <summary>It is open, and no law's clock runs: no answer is late until the person answers.</summary>
    public required bool Stands { get; init; }

    /// <summary>Null: it is open.</summary>
    public DateTimeOffset? ClosedAt { get; init; }

    /// <summary>The requests that a change made or changed.</summary>
    internal static ImmutableArray<RequestRow> Of(Subject before, Subject after) =>
        ReferenceEquals(before.Rights, after.Rights) ? [] : [.. All(after).Except(All(before))];

    /// <summary>The ids of those whose records a change dropped.</summary>
    internal static ImmutableArray<string> Dropped(Subject before, Subject after) =>
    [
        .. before.Rights.Requests.Select(request => request.Id).Where(id => after.Rights.Find(id) is null),
    ];

    internal static IEnumerable<RequestRow> All(Subject subject) => subject.Rights.Requests.Select(Of);

    private static RequestRow Of(RightsRequest request) => new()
    {
        Id = request.Id,
        Type = WireNames.Of(request.Type),
        Status = WireNames.Of(request.Status),
        Controller = request.Controller.Value,
        Regime = request.Timetable.Answer.Regime,
        ReceivedAt = request.ReceivedAt,
        DueAt = request.Timetable.Current.At,
        Stands = request.Stands,
        ClosedAt = request.ClosedAt,
    };
}
