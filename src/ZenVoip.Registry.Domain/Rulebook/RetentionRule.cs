using System.Collections.Immutable;

namespace ZenVoip.Registry.Domain.Rulebook;

/// <summary>How long data of some categories may, and must, be kept after an event.</summary>
public sealed record RetentionRule : Rule
{
    public required ImmutableArray<DataCategory> Categories { get; init; }

    /// <summary>Empty: whoever decides about the data.</summary>
    public ImmutableArray<ControllerKind> Controllers { get; init; } = [];

    /// <summary>Empty: every kind of person.</summary>
    public ImmutableArray<SubjectKind> Kinds { get; init; } = [];

    /// <summary>Codes of regimes; with no jurisdictions either, the rule holds everywhere.</summary>
    public ImmutableArray<string> Regimes { get; init; } = [];

    public ImmutableArray<Jurisdiction> Jurisdictions { get; init; } = [];

    /// <summary>From what the periods run.</summary>
    public required RetentionEvent Event { get; init; }

    /// <summary>The storage limit; null: the owner has set none.</summary>
    public Period? DeleteAfter { get; init; }

    /// <summary>The duty that defeats even an erasure request; null: there is none.</summary>
    public Period? KeepFor { get; init; }

    /// <summary>One sentence in words that a person understands.</summary>
    public required string Reason { get; init; }

    public bool IsEverywhere => Regimes.IsEmpty && Jurisdictions.IsEmpty;

    /// <summary>How the rule contradicts itself; null: it does not.</summary>
    public string? Contradiction => this switch
    {
        { DeleteAfter: { } limit, KeepFor: { } duty } when duty.After(Leap) > limit.After(Leap) =>
            "it deletes before the duty to keep ends",
        // Of a tombstone nothing but the clock says until when its evidence key lives.
        { Event: RetentionEvent.ConsentEnded, DeleteAfter: null, KeepFor: not null } =>
            "it keeps proof and does not say when that goes",
        { Controllers: [ControllerKind.Zenvoip], Kinds: [SubjectKind.EndUser] } =>
            "data of an END_USER belongs to a customer",
        _ => null,
    };

    private static DateTimeOffset Leap { get; } = new(2028, 2, 29, 0, 0, 0, TimeSpan.Zero);

    internal bool Concerns(DataCategory category, ControllerKind controller, SubjectKind kind) =>
        Categories.Contains(category)
        && (Controllers.IsEmpty || Controllers.Contains(controller))
        && (Kinds.IsEmpty || Kinds.Contains(kind));
}
