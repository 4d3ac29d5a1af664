using System.Collections.Immutable;

namespace ZenVoip.Registry.Domain.Retention;

/// <summary>A clock fell due: the data up to its cutoff is to be deleted. It moves on to the next month with data.
/// </summary>
/// <param name="Clock">As it stood.</param>
/// <param name="Cutoff">Up to and with which instant of creation.</param>
public sealed record RetentionFellDue(RetentionClock Clock, DateTimeOffset Cutoff, DateTimeOffset RecordedAt)
    : SubjectEvent(RecordedAt);

public sealed partial record RetentionBook
{
    /// <summary>
    /// What is due now: one event a clock, also where several of its months are, because a cutoff covers all before it.
    /// </summary>
    public ImmutableArray<RetentionFellDue> Due(DateTimeOffset now) =>
    [
        .. from clock in Clocks
           let cutoff = clock.CutoffOfDue(now)
           where cutoff is not null
           select new RetentionFellDue(clock with { Months = [] }, cutoff.Value, now),
    ];

    public RetentionBook Apply(RetentionFellDue fell) => new()
    {
        Clocks =
        [
            .. Clocks.Select(clock => clock.IsSameAs(fell.Clock) ? clock.Without(fell.Cutoff, fell.RecordedAt) : clock)
                .OfType<RetentionClock>(),
        ],
    };
}
