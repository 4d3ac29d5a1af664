using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using ZenVoip.Registry.Domain;
using ZenVoip.Registry.Domain.Consents;
using ZenVoip.Registry.Domain.Identifiers;
using ZenVoip.Registry.Domain.Rulebook;
using ZenVoip.Registry.Domain.Subjects;
using ZenVoip.Registry.Grains.Json;

namespace ZenVoip.Registry.Grains.Subjects;

/// <summary>The rows by which a subject is found and decided about.</summary>
internal static class SubjectIndex
{
    /// <param name="now">From when on the next deadline is looked for.</param>
    public static SubjectRow Row(Subject subject, byte[] seal, Rules rules, DateTimeOffset now) => new()
    {
        Id = subject.Id,
        Version = subject.Version,
        Kind = WireNames.Of(subject.Relationships.Kind),
        Status = WireNames.Of(subject.Status),
        Jurisdiction = subject.Jurisdictions.Strongest(subject.RecordedAt)?.Code.Value,
        RegisteredAt = subject.RegisteredAt,
        NextDue = subject.WakeAt(rules, now),
        Profile = JsonSerializer.Serialize(subject.Profile(), RegistryJson.Options),
        JournalSeal = seal,
    };

    /// <summary>By which a sealed state knows the profile that was written with it.</summary>
    public static byte[] Digest(string profile) => SHA256.HashData(Encoding.UTF8.GetBytes(profile));

    /// <summary>To whom a subject stands in an open relationship, and did not in another state.</summary>
    public static ImmutableArray<string> NewControllers(Subject without, Subject with) =>
        ReferenceEquals(without.Relationships, with.Relationships)
            ? []
            : [.. Controllers(with).Except(Controllers(without), StringComparer.Ordinal)];

    /// <summary>To whom the subject stands in an open relationship, in the order of their codes.</summary>
    public static ImmutableArray<string> Controllers(Subject subject) =>
    [
        .. subject.Relationships.Relationships
            .Where(relationship => relationship.IsOpen)
            .Select(relationship => relationship.Controller.Value)
            .Distinct()
            .Order(StringComparer.Ordinal),
    ];

    /// <summary>The links that a change opened or closed.</summary>
    public static ImmutableArray<LinkRow> Links(Subject before, Subject after) =>
    [
        .. after.Identifiers.Links
            .Where(link => link.Number >= before.Identifiers.Links.Length
                || before.Identifiers.Links[link.Number].UnlinkedAt != link.UnlinkedAt)
            .Select(Row),
    ];

    /// <summary>The opt-outs kept by a digest that a change recorded or released.</summary>
    public static ImmutableArray<OptOutRow> OptOuts(Subject before, Subject after) =>
    [
        .. after.OptOuts.OptOuts
            .Where(known => known.Via is not null
                && (known.Number >= before.OptOuts.OptOuts.Length
                    || before.OptOuts.OptOuts[known.Number] != known))
            .Select(known => Row(known, after.Identifiers.Links[known.Via!.Value].Digest)),
    ];

    private static LinkRow Row(Link link) => new(
        link.Number, link.Digest.Value, WireNames.Of(link.Identifier.Type), Exclusive: !link.Identifier.Type.IsShared(),
        link.LinkedAt, link.UnlinkedAt);

    private static OptOutRow Row(OptOut known, IdentifierDigest digest) => new(
        known.Number, digest.Value, known.Controller.Value, known.Purpose?.Value,
        WireNames.Of(known.Channel), WireNames.Of(known.Source), known.At, known.ReleasedAt);
}
