namespace ZenVoip.Registry.Domain.Deletions;

/// <summary>The holder says that it deleted, or that it retains until a time on a ground of the rulebook.</summary>
public sealed record ConfirmDeletion : SubjectCommand
{
    public required string OrderId { get; init; }

    public DeletionMethod Method { get; init; } = DeletionMethod.Erased;

    /// <summary>How many records; null: the holder does not say.</summary>
    public int? Count { get; init; }

    /// <summary>When the last backup with the data expires.</summary>
    public DateTimeOffset? ResidualUntil { get; init; }

    /// <summary>Null: it is deleted.</summary>
    public DateTimeOffset? RetainedUntil { get; init; }

    /// <summary>The code of the rulebook's ground on which it is retained.</summary>
    public string? Ground { get; init; }

    public override bool OutlivesSubject => true;

    public override bool IsNeverTooLarge => true;

    public override string ToString() => $"ConfirmDeletion({OrderId})";
}

/// <summary>The holder has deleted.</summary>
public sealed record DeletionConfirmed(
    string OrderId, DeletionMethod Method, int? Count, DateTimeOffset? ResidualUntil, DateTimeOffset RecordedAt)
    : SubjectEvent(RecordedAt);

/// <summary>The holder retains on a ground, until a time.</summary>
public sealed record DeletionRetained(
    string OrderId, DateTimeOffset RetainedUntil, string Ground, DateTimeOffset RecordedAt) : SubjectEvent(RecordedAt);

public sealed partial record DeletionBook
{
    /// <summary>
    /// An order that escalated can still be confirmed; one that is retained, until it is re-issued: the holder may let
    /// go before the date.
    /// </summary>
    /// <param name="isGround">Whether the rulebook knows the code as a ground to retain.</param>
    public Outcome Decide(ConfirmDeletion command, Func<string, bool> isGround, DateTimeOffset now) => command switch
    {
        _ when FindOrder(command.OrderId) is not { } known => Refusals.OrderNotFound,
        _ when IsRepeated(command, FindOrder(command.OrderId)!) => Outcome.NoChange,
        _ when !IsOpenTo(command, FindOrder(command.OrderId)!) => Refusals.OrderSettled,
        { Count: < 0 } => Refusals.CountInvalid,
        { RetainedUntil: null, Ground: not null } => Refusals.RetainedUntilRequired,
        { RetainedUntil: null } => Outcome.Accept(new DeletionConfirmed(
            command.OrderId, command.Method, command.Count, command.ResidualUntil?.ToMicroseconds(), now)),
        { Ground: null or "" } => Refusals.GroundRequired,
        { Ground: { } ground } when !isGround(ground) => Refusals.GroundUnknown,
        { RetainedUntil: { } until } when until <= now => Refusals.TimeInPast,
        { RetainedUntil: { } until, Ground: { } ground } =>
            Outcome.Accept(new DeletionRetained(command.OrderId, until.ToMicroseconds(), ground, now)),
    };

    public DeletionBook Apply(DeletionConfirmed confirmed) => FindOrder(confirmed.OrderId) is not { } order
        ? this
        : With(order with
        {
            Status = DeletionOrderStatus.Confirmed,
            SettledAt = confirmed.RecordedAt,
            Method = confirmed.Method,
            Count = confirmed.Count,
            ResidualUntil = confirmed.ResidualUntil,
            RetainedUntil = null,
            Ground = null,
        });

    public DeletionBook Apply(DeletionRetained retained) => FindOrder(retained.OrderId) is not { } order
        ? this
        : With(order with
        {
            Status = DeletionOrderStatus.Retained,
            SettledAt = retained.RecordedAt,
            RetainedUntil = retained.RetainedUntil,
            Ground = retained.Ground,
        });

    private bool IsOpenTo(ConfirmDeletion command, DeletionOrder order) =>
        order.IsOpen || (command is { RetainedUntil: null, Ground: null } && IsRetained(order));

    private static bool IsRepeated(ConfirmDeletion command, DeletionOrder order) => order.Status switch
    {
        DeletionOrderStatus.Confirmed => command is { RetainedUntil: null, Ground: null }
            && command.Method == order.Method && command.Count == order.Count
            && command.ResidualUntil?.ToMicroseconds() == order.ResidualUntil,
        DeletionOrderStatus.Retained => command.Ground == order.Ground
            && command.RetainedUntil?.ToMicroseconds() == order.RetainedUntil,
        _ => false,
    };
}
