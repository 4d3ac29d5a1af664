using System.Collections.Immutable;
using ZenVoip.Registry.Domain.Rulebook;

namespace ZenVoip.Registry.Domain.Rights;

/// <summary>How a request ended.</summary>
public sealed record Ending
{
    /// <summary>When the person was told; null: it expired or was withdrawn.</summary>
    public DateTimeOffset? NotifiedAt { get; init; }

    /// <summary>What they were told. May hold personal values.</summary>
    public string? Reason { get; init; }

    /// <summary>The code of the rulebook's ground; null: nothing was refused.</summary>
    public string? Ground { get; init; }

    /// <summary>Where the person may complain; empty where nothing was refused.</summary>
    public ImmutableArray<string> ComplainTo { get; init; } = [];

    public DateTimeOffset? AppealUntil { get; init; }

    /// <summary>Until when the record is kept.</summary>
    public required DateTimeOffset KeptUntil { get; init; }

    public override string ToString() => $"Ending({Ground})";
}

public sealed partial record RightsBook
{
    /// <summary>
    /// A refusal, also in part, tells where to complain (GDPR art. 12(4)) and how to appeal, where the law gives an
    /// appeal; against the answer to an appeal there is none.
    /// </summary>
    private static Ending EndingOf(
        RightsRequest request,
        DateTimeOffset notifiedAt,
        string? reason,
        string? ground,
        RightsRules rules,
        DateTimeOffset now)
    {
        var told = now.OrEarlier(notifiedAt);
        return new()
        {
            NotifiedAt = told,
            Reason = reason,
            Ground = ground,
            ComplainTo = ground is null ? [] : rules.AuthoritiesOf(request.Regimes, now),
            AppealUntil = ground is null || request.Type is RightsRequestType.Appeal
                ? null
                : rules.AppealUntil(request.Regimes, told),
            KeptUntil = rules.KeepUntil(now),
        };
    }

    /// <summary>Whether it was closed saying the same time, which may have lain a moment ahead.</summary>
    private static bool WasTold(RightsRequest closed, DateTimeOffset said) =>
        closed.ClosedAt is { } at && said <= at + Instants.Ahead && at.OrEarlier(said) == closed.NotifiedAt;

    private static RightsRequest Closed(RightsRequest request, Ending ending, DateTimeOffset at) => request with
    {
        ClosedAt = at,
        NotifiedAt = ending.NotifiedAt,
        Reason = ending.Reason,
        Ground = ending.Ground,
        ComplainTo = ending.ComplainTo,
        AppealUntil = ending.AppealUntil,
        KeptUntil = ending.KeptUntil,
        AcknowledgedAt = request.AcknowledgedAt ?? ending.NotifiedAt,
    };
}
