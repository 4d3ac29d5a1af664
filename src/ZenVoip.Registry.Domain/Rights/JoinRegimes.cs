using System.Collections.Immutable;
using ZenVoip.Registry.Domain.Rulebook;

namespace ZenVoip.Registry.Domain.Rights;

/// <summary>The person turned out to live where further regimes apply: they set deadlines of it too.</summary>
/// <param name="Regimes">The codes of all that apply to it from now on.</param>
public sealed record RightsRegimesJoined(
    string RequestId, ImmutableArray<string> Regimes, Timetable Timetable, DateTimeOffset RecordedAt)
    : SubjectEvent(RecordedAt);

public sealed partial record RightsBook
{
    /// <summary>
    /// What an observation changes for open requests: a regime is added, none is lost, only DEFAULT, which speaks where
    /// no other does. An appeal has the regimes under which it was made.
    /// </summary>
    /// <param name="regimes">The codes of those that apply to the person now.</param>
    public ImmutableArray<SubjectEvent> Joined(
        ImmutableArray<string> regimes, RightsRules rules, DateTimeOffset now) =>
    [
        .. from request in Requests
           where request.IsOpen && request.Type is not RightsRequestType.Appeal
           let joined = ImmutableArray.CreateRange(
               request.Regimes.Where(code => code != Regime.DefaultCode).Union(regimes))
           where !request.Regimes.ToHashSet().SetEquals(joined)
           select new RightsRegimesJoined(
               request.Id, joined, Reckoned(request with { Regimes = joined }, rules), now),
    ];

    public RightsBook Apply(RightsRegimesJoined joined) => With(joined.RequestId, request =>
        request with { Regimes = joined.Regimes, Timetable = joined.Timetable });
}
