using System.Collections.Immutable;
using System.Text.Json;
using ZenVoip.Registry.Domain.Subjects;
using ZenVoip.Registry.Grains.Json;
using ZenVoip.Registry.Grains.Secrecy;

namespace ZenVoip.Registry.Grains.Subjects;

/// <summary>What a sealed state says, and what the rows beside it must say then.</summary>
/// <param name="Head">The link of the journal's last entry.</param>
/// <param name="Profile">The decision profile, as this program makes it of the state: JSON text.</param>
/// <param name="Written">The digest of the profile that was written with the state; null: not kept then.</param>
/// <param name="Relationships">The controllers of the open ones.</param>
/// <param name="Work">What the state holds of it, by id and without positions; what was settled long ago it lets go.
/// </param>
public sealed record StateContent(
    int Version,
    byte[] Head,
    string Profile,
    byte[]? Written,
    ImmutableArray<string> Relationships,
    ImmutableArray<LinkRow> Links,
    ImmutableArray<OptOutRow> OptOuts,
    ImmutableArray<WorkRow> Work,
    ImmutableArray<RequestRow> Requests)
{
    public required string Kind { get; init; }

    public required string Status { get; init; }

    /// <summary>When the subject has to be woken at the latest: now, where it is overdue; null: never.</summary>
    public DateTimeOffset? NextDue { get; init; }

    /// <summary>A key that the state says is destroyed opens: the key store was put back.</summary>
    public bool IsKeyRestored { get; init; }

    /// <summary>Whether this very text was written with the state, by whichever release.</summary>
    public bool IsWritten(string profile) => Written is not null && SubjectIndex.Digest(profile).SequenceEqual(Written);
}

/// <summary>Opens stored states without their actors.</summary>
public sealed class StateReader(ISubjectKeys keys, TimeProvider clock)
{
    /// <exception cref="SealBrokenException">Not what was sealed for this subject.</exception>
    /// <exception cref="SealedMisfitException">Not in the form of this program.</exception>
    /// <exception cref="SubjectKeyMissingException">The subject's data key is lost.</exception>
    /// <exception cref="SubjectKeyDestroyedException">The subject was erased.</exception>
    public async ValueTask<StateContent> Read(string id, byte[] state, CancellationToken cancellation)
    {
        using var key = await keys.Open(SubjectKeyId.Of(id, state), cancellation);
        var (subject, head, written, _) = Open(key, state);
        var nothing = Subject.Unregistered(id);
        var now = clock.GetUtcNow();
        return new(
            subject.Version,
            head,
            JsonSerializer.Serialize(subject.Profile(), RegistryJson.Options),
            written,
            SubjectIndex.Controllers(subject),
            SubjectIndex.Links(nothing, subject),
            SubjectIndex.OptOuts(nothing, subject),
            [.. WorkRow.All(subject).OrderBy(row => row.Id, StringComparer.Ordinal)],
            [.. RequestRow.All(subject).OrderBy(row => row.Id, StringComparer.Ordinal)])
        {
            Kind = WireNames.Of(subject.Relationships.Kind),
            Status = WireNames.Of(subject.Status),
            NextDue = subject.NextDue(now) is { } due ? (due > now ? due : now) : null,
            IsKeyRestored = await IsKeyRestored(subject, cancellation),
        };
    }

    internal static SubjectState Open(SubjectKey key, byte[] state) =>
        SealedJson.Read<SubjectState>(key, state, SealPurpose.State, number: 0);

    private async Task<bool> IsKeyRestored(Subject subject, CancellationToken cancellation)
    {
        using var opened = new OpenedKeys(keys);
        return (subject.Tombstone is { KeyDestroyedAt: not null }
                && await opened.Find(subject.Id, cancellation) is not null)
            || (subject.Tombstone is { EvidenceDestroyedAt: not null }
                && await opened.Find(SubjectKeyId.EvidenceOf(subject.Id), cancellation) is not null);
    }
}
