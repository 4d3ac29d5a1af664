using System.Collections.Immutable;
using System.Text;
using ZenVoip.Registry.Domain;
using ZenVoip.Registry.Domain.Consents;
using ZenVoip.Registry.Domain.Deletions;
using ZenVoip.Registry.Domain.Identifiers;
using ZenVoip.Registry.Domain.Rulebook;
using ZenVoip.Registry.Domain.Subjects;
using ZenVoip.Registry.Grains.Json;

namespace ZenVoip.Registry.Grains.Subjects;

/// <summary>The rows of somebody whose state nobody can read any more.</summary>
/// <param name="RecordedAt">Of the last entry of the journal.</param>
/// <param name="Head">Its link.</param>
/// <param name="ErasedAt">When they were erased first; null: the rows are of a time before.</param>
public sealed record StoredRemains(
    string Id,
    int Version,
    DateTimeOffset RegisteredAt,
    DateTimeOffset RecordedAt,
    byte[] Head,
    DateTimeOffset? ErasedAt,
    string Profile,
    ImmutableArray<LinkRow> Links,
    ImmutableArray<OptOutRow> OptOuts,
    ImmutableArray<WorkRow> Work);

/// <summary>
/// Erases again who was erased already, and whose rows a database brought back that was put back to a time before: by
/// the rows alone, for the key of the state is destroyed.
/// </summary>
public sealed class Burial
{
    private static readonly SubjectRequest Nobody = new() { Commands = [], Actor = "registry" };

    private readonly SubjectScribe scribe;

    internal Burial(SubjectScribe scribe) => this.scribe = scribe;

    /// <summary>The tombstone, with all of its opt-outs: those that are stored go.</summary>
    public async Task<SubjectDocument> Bury(
        StoredRemains rows, Rules rules, DateTimeOffset clock, CancellationToken cancellation)
    {
        var remains = Read(rows);
        var now = new Subject { Id = rows.Id, RecordedAt = rows.RecordedAt }.TimeToRecord(clock);
        var (before, events) = Subject.Buried(remains, rules, now);
        // Whether there is evidence is not known; if there is, its key was made before.
        var (next, document) = await scribe.Write(
            new SubjectState(before, rows.Head, HasEvidence: true),
            new Outcome.Accepted(events),
            Nobody,
            cancellation);
        return document with { OptOuts = SubjectIndex.OptOuts(Subject.Unregistered(rows.Id), next.Subject) };
    }

    private static Remains Read(StoredRemains rows)
    {
        ImmutableArray<Link> links = [.. rows.Links.Select(Read)];
        return new()
        {
            Id = rows.Id,
            Version = rows.Version,
            RegisteredAt = rows.RegisteredAt,
            RecordedAt = rows.RecordedAt,
            ErasedAt = rows.ErasedAt,
            Profile = ProfileReader.Read(Encoding.UTF8.GetBytes(rows.Profile)),
            Links = links,
            Kept =
            [
                .. rows.OptOuts.Select(row => Read(row, links.Last(link => link.Digest.Value == row.Digest).Number)),
            ],
            Orders = [.. rows.Work.Where(row => row is { Kind: WorkRow.Delete, SettledAt: null }).Select(Read)],
        };
    }

    private static Link Read(LinkRow row) => new()
    {
        Number = row.Number,
        Identifier = Identifier.Forgotten(WireNames.Parse<IdentifierType>(row.Type)),
        Digest = Code<IdentifierDigest>(row.Digest),
        LinkedAt = row.LinkedAt,
        UnlinkedAt = row.UnlinkedAt,
    };

    /// <summary>Narrowed, so that it is kept by the digests that keep it, and by no other.</summary>
    private static OptOut Read(OptOutRow row, int link) => new()
    {
        Number = row.Number,
        Controller = Code<Controller>(row.Controller),
        Purpose = row.Purpose is { } purpose ? Code<Purpose>(purpose) : null,
        Channel = row.Channel is { } channel ? WireNames.Parse<Channel>(channel) : null,
        Link = link,
        Via = link,
        Source = WireNames.Parse<OptOutSource>(row.Source),
        At = row.At,
        RecordedAt = row.At,
        Evidence = new Evidence("restored"),
        ReleasedAt = row.LiftedAt,
    };

    /// <summary>It is known by its id to its holder; by which identifiers it was to be found nobody can say.</summary>
    private static DeletionOrder Read(WorkRow row) => new()
    {
        Id = row.Id,
        Controller = Code<Controller>(row.Controller),
        Category = Code<DataCategory>(row.Category!),
        System = row.System,
        Status = WireNames.Parse<DeletionOrderStatus>(row.Status),
        IssuedAt = row.IssuedAt,
        DueAt = row.DueAt,
        Cutoff = row.IssuedAt,
        Cause = "restored",
        EscalatedAt = row.Status == WireNames.Of(DeletionOrderStatus.Failed) ? row.DueAt : null,
    };

    private static T Code<T>(string stored) where T : struct, ICode<T> =>
        T.Read(stored) ?? throw new InvalidDataException($"Not a {typeof(T).Name}.");
}
