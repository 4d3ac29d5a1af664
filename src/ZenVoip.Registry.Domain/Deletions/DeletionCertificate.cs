using System.Collections.Immutable;

namespace ZenVoip.Registry.Domain.Deletions;

/// <summary>What a line of a certificate says.</summary>
public enum CertifiedOutcome
{
    /// <summary>The holder deleted.</summary>
    Deleted,

    /// <summary>The holder retains on a ground, until a time.</summary>
    Retained,

    /// <summary>A law or a legal hold keeps the data: it is not ordered deleted yet.</summary>
    Withheld,

    /// <summary>No system holds such data.</summary>
    Unheld,

    /// <summary>The holder has not answered yet.</summary>
    Open,
}

/// <summary>What was deleted where, how and when, and what is retained until when and why. Names nobody.</summary>
/// <param name="Cause">What demanded it: the id of a rights request.</param>
public sealed record DeletionCertificate(
    string Cause, DateTimeOffset CertifiedAt, ImmutableArray<CertifiedDeletion> Deletions)
{
    /// <summary>The end of the registry's own record of the person; null: the person was not to be forgotten.</summary>
    public CertifiedErasure? Erasure { get; init; }
}

/// <summary>What became of all that the registry knew of a person.</summary>
public sealed record CertifiedErasure
{
    public required DateTimeOffset ErasedAt { get; init; }

    /// <summary>When the key was destroyed without which nothing of it can be read; null: that is due.</summary>
    public DateTimeOffset? KeyDestroyedAt { get; init; }

    /// <summary>When the last backup expires that holds the key; null: not known.</summary>
    public DateTimeOffset? ResidualUntil { get; init; }

    /// <summary>Until when the proof of what was agreed to is kept; null: there is none.</summary>
    public DateTimeOffset? EvidenceUntil { get; init; }

    /// <summary>Until when at least holders need an identifier to find what is left; null: none is kept.</summary>
    public DateTimeOffset? IdentifiersUntil { get; init; }
}

/// <summary>One line of a certificate.</summary>
public sealed record CertifiedDeletion
{
    public required CertifiedOutcome Outcome { get; init; }

    public required Controller Controller { get; init; }

    public required DataCategory Category { get; init; }

    /// <summary>Up to and with which instant of creation.</summary>
    public required DateTimeOffset Cutoff { get; init; }

    /// <summary>Null: no system is asked.</summary>
    public string? System { get; init; }

    public string? OrderId { get; init; }

    /// <summary>The order under which the holder retained the data before.</summary>
    public string? ReissueOf { get; init; }

    /// <summary>When it was ordered, withheld or found that nobody holds it.</summary>
    public required DateTimeOffset At { get; init; }

    public DateTimeOffset? SettledAt { get; init; }

    public DeletionMethod? Method { get; init; }

    public int? Count { get; init; }

    /// <summary>Null where it is not retained, and as long as a legal hold keeps it.</summary>
    public DateTimeOffset? RetainedUntil { get; init; }

    /// <summary>The ground, the id of the rule, or HOLD.</summary>
    public string? Because { get; init; }

    /// <summary>When the last backup with the data expires.</summary>
    public DateTimeOffset? ResidualUntil { get; init; }
}

public sealed partial record DeletionBook
{
    /// <summary>What the book knows of a cause, by controller, category and system; orders taken back are not in it.
    /// </summary>
    public DeletionCertificate Certify(string cause, DateTimeOffset now) => new(
        cause,
        now,
        [
            .. Orders.Where(order => order.Cause == cause && order.Status is not DeletionOrderStatus.Cancelled)
                .Select(Certified)
                .Concat(Withheld.Where(withheld => withheld.Cause == cause).Select(Certified))
                .Concat(Unheld.Where(unheld => unheld.Cause == cause).Select(Certified))
                .OrderBy(line => line.Controller.Value, StringComparer.Ordinal)
                .ThenBy(line => line.Category.Value, StringComparer.Ordinal)
                .ThenBy(line => line.System, StringComparer.Ordinal)
                .ThenBy(line => line.At),
        ]);

    private static CertifiedDeletion Certified(DeletionOrder order) => new()
    {
        Outcome = order.Status switch
        {
            DeletionOrderStatus.Confirmed => CertifiedOutcome.Deleted,
            DeletionOrderStatus.Retained => CertifiedOutcome.Retained,
            _ => CertifiedOutcome.Open,
        },
        Controller = order.Controller,
        Category = order.Category,
        Cutoff = order.Cutoff,
        System = order.System,
        OrderId = order.Id,
        ReissueOf = order.ReissueOf,
        At = order.IssuedAt,
        SettledAt = order.SettledAt,
        Method = order.Method,
        Count = order.Count,
        RetainedUntil = order.RetainedUntil,
        Because = order.Ground,
        ResidualUntil = order.ResidualUntil,
    };

    private static CertifiedDeletion Certified(Withheld withheld) => new()
    {
        Outcome = CertifiedOutcome.Withheld,
        Controller = withheld.Controller,
        Category = withheld.Category,
        Cutoff = withheld.Cutoff,
        At = withheld.WithheldAt,
        RetainedUntil = withheld.Until,
        Because = withheld.Because,
    };

    private static CertifiedDeletion Certified(Unheld unheld) => new()
    {
        Outcome = CertifiedOutcome.Unheld,
        Controller = unheld.Controller,
        Category = unheld.Category,
        Cutoff = unheld.Cutoff,
        At = unheld.At,
        SettledAt = unheld.At,
    };
}
