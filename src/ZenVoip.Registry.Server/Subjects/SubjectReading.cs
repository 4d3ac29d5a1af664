using ZenVoip.Registry.Domain;
using ZenVoip.Registry.Grains.Json;
using ZenVoip.Registry.Grains.Subjects;
using ZenVoip.Registry.Server.Api;
using ZenVoip.Registry.Server.Storage;
using Subject = ZenVoip.Registry.Domain.Subjects.Subject;

namespace ZenVoip.Registry.Server.Subjects;

/// <summary>Reads people, their pages and their journals, as committed.</summary>
internal sealed class SubjectReading(
    IGrainFactory grains,
    IIdentifierIndex index,
    SubjectPages rows,
    PageReading pages,
    ReferenceReader references,
    TimeProvider clock)
{
    public async Task<SubjectNode?> ByReference(SubjectRef reference, CancellationToken cancellation) =>
        await Find(reference, cancellation) is { } subject ? Node(subject) : null;

    /// <summary>Null: nobody is known by the reference.</summary>
    public async Task<Subject?> Find(SubjectRef reference, CancellationToken cancellation)
    {
        var read = references.Reference(reference);
        return read switch
        {
            { Value.SubjectId: { } id } => await grains.Known(id),
            { Value.Identifier: { } identifier } => await index.Owners(identifier.Digest.Value, cancellation) switch
            {
                [] => null,
                [var owner] => await grains.Known(owner),
                _ => throw GraphFaults.Of(EdgeRefusals.AmbiguousIdentifier),
            },
            { Refusal: { } refusal } when refusal != Refusals.SubjectNotFound => throw GraphFaults.Of(refusal),
            _ => null,
        };
    }

    public async Task<SubjectNode?> ById(string id) =>
        SubjectIds.IsOne(id) && await grains.Known(id) is { } subject ? Node(subject) : null;

    /// <summary>Where the person lives by the strongest source; null: unknown, as the person may be.</summary>
    public async Task<string?> CountryOf(SubjectRef reference, CancellationToken cancellation)
    {
        var id = references.Reference(reference).Value switch
        {
            { SubjectId: { } known } => known,
            { Identifier: { } identifier } => await index.Owners(identifier.Digest.Value, cancellation) is [var owner]
                ? owner
                : null,
            _ => null,
        };
        return id is null ? null : (await grains.Known(id))?
            .Jurisdictions.Strongest(clock.GetUtcNow())?.Code.Country.Value;
    }

    public SubjectNode Node(Subject subject) => new(subject, clock.GetUtcNow());

    public async Task<SubjectConnection> Page(
        int first, string? after, SubjectFilter? filter, CancellationToken cancellation)
    {
        var size = Cursors.Page(first);
        var found = await rows.Read(
            Place(after),
            size + 1,
            new()
            {
                Kind = WireNames.Of(filter?.Kind),
                Status = WireNames.Of(filter?.Status),
                Jurisdiction = filter?.Jurisdiction?.Value,
                Controller = ReferenceReader.OneControllerOf(filter?.Controller),
            },
            cancellation);
        var page = found.Take(size).ToArray();
        var people = await pages.Read(page, place => place.Id, place => grains.Known(place.Id, place.Version));
        return SubjectConnection.Of(
            [.. page.Select(place => place.Id)], people.Select(Node), hasNextPage: found.Count > size);
    }

    /// <summary>The journal of just this version: what one answer says of a person is of one moment.</summary>
    public async Task<JournalConnection> Journal(Subject subject, int first, string? after)
    {
        var size = Cursors.Page(first);
        var start = Cursors.Number(after);
        var page = await grains.Subject(subject.Id).Journal(start, Math.Clamp(subject.Version - start, 0, size));
        var edges = page.Entries
            .Select((entry, offset) => new JournalEdge(
                new JournalNode(start + offset + 1, entry), Cursors.Of(start + offset + 1)))
            .ToArray();
        var end = start + edges.Length;
        return new JournalConnection(edges, new PageEnd(end < subject.Version, edges.LastOrDefault()?.Cursor));
    }

    private static string? Place(string? after) => Cursors.Text(after) switch
    {
        null => null,
        var id when SubjectIds.IsOne(id) => id,
        _ => throw Cursors.Invalid(),
    };
}
