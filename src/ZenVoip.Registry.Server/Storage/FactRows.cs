using ZenVoip.Registry.Domain;
using ZenVoip.Registry.Domain.Decisions;
using ZenVoip.Registry.Grains.Json;

namespace ZenVoip.Registry.Server.Storage;

/// <summary>What one snapshot holds about one key, as stored: who asked reads it, not who fetched it.</summary>
internal sealed class FactRows
{
    public List<Owner> Owners { get; } = [];

    public List<StandingOptOut> OptOuts { get; } = [];

    /// <exception cref="InvalidDataException">A row is missing or unreadable: a fault, never a permit.</exception>
    public Facts Read() => Owners is [] && OptOuts is []
        ? Facts.Nobody
        : new(
            [.. InOrder.Select(owner => owner.Read())],
            OptOuts is [] ? [] : [.. OptOuts.Select(optOut => optOut.Read())]);

    private IEnumerable<Owner> InOrder =>
        Owners is [_] ? Owners : Owners.OrderBy(owner => owner.SubjectId, StringComparer.Ordinal);

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
