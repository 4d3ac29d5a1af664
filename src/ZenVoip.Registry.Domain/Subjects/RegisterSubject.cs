using System.Collections.Immutable;
using ZenVoip.Registry.Domain.Identifiers;
using ZenVoip.Registry.Domain.Jurisdictions;

namespace ZenVoip.Registry.Domain.Subjects;

/// <summary>Makes a person known.</summary>
public sealed record RegisterSubject(
    SubjectKind Kind,
    Controller Controller,
    Jurisdiction? Jurisdiction,
    ImmutableArray<DigestedIdentifier> Identifiers) : SubjectCommand;

/// <summary>The person is known from now on.</summary>
public sealed record SubjectRegistered(DateTimeOffset RecordedAt) : SubjectEvent(RecordedAt);

public sealed partial record Subject
{
    private Outcome Decide(RegisterSubject command, DateTimeOffset now) => command switch
    {
        _ when IsRegistered => Refusals.AlreadyRegistered,
        _ when command.Identifiers.Length > IdentifierBook.MaxOpen => Refusals.IdentifierLimit,
        _ when Repeated(command.Identifiers) is { } repeated => repeated,
        _ => Relationships.Decide(new StartRelationship(command.Controller, command.Kind), now) switch
        {
            Outcome.Accepted { Events: var started } =>
                new Outcome.Accepted([new SubjectRegistered(now), .. started, .. Beginnings(command, now)]),
            var refused => refused,
        },
    };

    private static Refusal? Repeated(ImmutableArray<DigestedIdentifier> identifiers)
    {
        HashSet<IdentifierDigest> known = [];
        return Refusals.IdentifierRepeated.OfFirst(identifiers, "identifiers", each => !known.Add(each.Digest));
    }

    private static IEnumerable<SubjectEvent> Beginnings(RegisterSubject command, DateTimeOffset now)
    {
        if (command.Jurisdiction is { } declared)
            yield return new JurisdictionObserved(declared, JurisdictionSource.Declared, ExpiresAt: null, now);
        foreach (var (number, identifier) in command.Identifiers.Index())
            yield return IdentifierBook.Linked(number, identifier, now);
        foreach (var region in command.Identifiers.Select(known => known.Region).OfType<Jurisdiction>().Distinct())
            yield return new JurisdictionObserved(region, JurisdictionSource.PhonePrefix, ExpiresAt: null, now);
    }
}
