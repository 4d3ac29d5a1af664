using System.Collections.Immutable;
using ZenVoip.Registry.Domain.Rulebook;

namespace ZenVoip.Registry.Domain.Retention;

/// <summary>The clocks that ran from the end of a contract or a consent run no longer: it goes on.</summary>
public sealed record RetentionStopped(Controller Controller, RetentionEvent Event, DateTimeOffset RecordedAt)
    : SubjectEvent(RecordedAt);

public sealed partial record RetentionBook
{
    /// <summary>
    /// What the end of a contract or of a consent starts, for every category that a rule names
    /// (<see cref="RetentionRules.StartedBy"/>). Never refused: an end is not, and the rulebook bounds the categories.
    /// </summary>
    public ImmutableArray<SubjectEvent> Started(
        Controller controller,
        RetentionEvent ended,
        DateTimeOffset at,
        IEnumerable<(DataCategory Category, RetentionTerms Terms)> concerned,
        DateTimeOffset now) =>
    [
        .. concerned
            .Select(each => Recorded(new RecordActivity(controller, ended, each.Category, at), each.Terms, now))
            .Where(recorded => !ReferenceEquals(Apply(recorded), this)),
    ];

    /// <summary>What a new beginning stops.</summary>
    public ImmutableArray<SubjectEvent> Stopped(Controller controller, RetentionEvent ended, DateTimeOffset now) =>
        Clocks.Any(clock => clock.Controller == controller && clock.Event == ended)
            ? [new RetentionStopped(controller, ended, now)]
            : [];

    public RetentionBook Apply(RetentionStopped stopped) => new()
    {
        Clocks = [.. Clocks.Where(clock => clock.Controller != stopped.Controller || clock.Event != stopped.Event)],
    };
}
