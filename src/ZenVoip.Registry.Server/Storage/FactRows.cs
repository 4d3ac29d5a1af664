using ZenVoip.Registry.Domain;
using ZenVoip.Registry.Domain.Decisions;
using ZenVoip.Registry.Grains.Json;

namespace ZenVoip.Registry.Server.Storage;

/// <summary>What one snapshot holds about one key, as stored: who asked reads it, not who fetched it.</summary>
internal sealed class FactRows
{
    // Of a campaign these are many, and nearly all of one person who said no by no digest.
    private readonly List<Owner> owners = new(1);
    private List<StandingOptOut>? optOuts;

    public void Add(Owner owner) => owners.Add(owner);

    public void Add(StandingOptOut optOut) => (optOuts ??= []).Add(optOut);

    /// <exception cref="InvalidDataException">A row is missing or unreadable: a fault, never a permit.</exception>
    public Facts Read() => (owners, optOuts) switch
    {
        ([], null) => Facts.Nobody,
        ([var only], null) => new([only.Read()], []),
        _ => new(
            [.. owners.OrderBy(owner => owner.SubjectId, StringComparer.Ordinal).Select(owner => owner.Read())],
            [.. (optOuts ?? []).Select(optOut => optOut.Read())]),
    };

    private static T Code<T>(string? text) where T : struct, ICode<T> =>
        T.Read(text) ?? throw new InvalidDataException($"A stored {typeof(T).Name} is not one.");

    internal sealed record Owner(string SubjectId, int? Link, int? Version, byte[]? Profile)
    {
        public Person Read() => new(
            SubjectId,
            Version ?? throw new InvalidDataException("An open link has no subject."),
            ProfileReader.Read(Profile ?? throw new InvalidDataException("A subject has no decision profile.")),
            Link);
    }

    internal sealed record StandingOptOut(string? SubjectId, int? Link, string Controller, string? Purpose)
    {
        public required string? Channel { get; init; }

        public required string Source { get; init; }

        public required DateTimeOffset At { get; init; }

        public DigestOptOut Read() => new(
            SubjectId,
            Link,
            Code<Controller>(Controller),
            Purpose is null ? null : Code<Purpose>(Purpose),
            Channel is null ? null : WireNames.Parse<Channel>(Channel),
            WireNames.Parse<OptOutSource>(Source),
            At);
    }
}
