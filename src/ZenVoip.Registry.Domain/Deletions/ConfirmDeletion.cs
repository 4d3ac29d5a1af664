namespace ZenVoip.Registry.Domain.Deletions;

/// <summary>The holder says that it deleted, or that it retains until a time on a ground of the rulebook.</summary>
public sealed record ConfirmDeletion : SubjectCommand
{
    public required string OrderId { get; init; }

    public DeletionMethod Method { get; init; } = DeletionMethod.Erased;

    /// <summary>How many records; null: the holder does not say.</summary>
    public int? Count { get; init; }

    /// <summary>When the last backup with the data expires; null, or past: none has it.</summary>
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
    /// go before the date, or name an earlier one because its ground ends. What was told to the person is never made
    /// longer: on the date the order comes again, and is answered anew.
    /// </summary>
    /// <param name="isGround">Whether the rulebook knows the code as a ground to retain.</param>
    public Outcome Decide(ConfirmDeletion command, Func<string, bool> isGround, DateTimeOffset now) =>
        FindOrder(command.OrderId) is not { } order ? Refusals.OrderNotFound : command switch
        {
            _ when IsRepeated(command, order, now) => Outcome.NoChange,
            _ when !IsOpenTo(command, order) => Refusals.OrderSettled,
            { Count: < 0 } => Refusals.CountInvalid,
            { RetainedUntil: null, Ground: not null } => Refusals.RetainedUntilRequired,
            { RetainedUntil: { } until } => Retain(order, until.ToMicroseconds(), command.Ground, isGround, now),
            _ => Outcome.Accept(new DeletionConfirmed(
                command.OrderId, command.Method, command.Count, Residual(command.ResidualUntil, now), now)),
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

    /// <summary>What ends earlier on the same ground needs no word of the rulebook, which may know it no longer.
    /// </summary>
    private static Outcome Retain(
        DeletionOrder order, DateTimeOffset until, string? named, Func<string, bool> isGround, DateTimeOffset now) =>
        (string.IsNullOrEmpty(named) ? order.Ground : named) switch
        {
            null => Refusals.GroundRequired,
            var ground when ground != order.Ground && !isGround(ground) => Refusals.GroundUnknown,
            _ when order.IsOpen && until <= now => Refusals.TimeInPast,
            var ground => Outcome.Accept(new DeletionRetained(order.Id, until > now ? until : now, ground, now)),
        };

    /// <summary>A holder says it again until it gets through: what has expired meanwhile is no reason to refuse it.
    /// </summary>
    private static DateTimeOffset? Residual(DateTimeOffset? until, DateTimeOffset now) =>
        until > now ? until?.ToMicroseconds() : null;

    private bool IsOpenTo(ConfirmDeletion command, DeletionOrder order) => order.IsOpen
        || (IsRetained(order) && (command is { RetainedUntil: null, Ground: null }
            || command.RetainedUntil?.ToMicroseconds() <= order.RetainedUntil));

    private static bool IsRepeated(ConfirmDeletion command, DeletionOrder order, DateTimeOffset now) =>
        order.Status switch
        {
            DeletionOrderStatus.Confirmed => command is { RetainedUntil: null, Ground: null }
                && command.Method == order.Method && command.Count == order.Count
                && Residual(command.ResidualUntil, now) == Residual(order.ResidualUntil, now),
            DeletionOrderStatus.Retained => (command.Ground ?? order.Ground) == order.Ground
                && (command.RetainedUntil?.ToMicroseconds() == order.RetainedUntil
                    || (command.RetainedUntil <= now && order.RetainedUntil <= now)),
            _ => false,
        };
}
