using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using ZenVoip.Registry.Domain;
using ZenVoip.Registry.Domain.Rights;
using ZenVoip.Registry.Domain.Rulebook;
using ZenVoip.Registry.Domain.Subjects;
using ZenVoip.Registry.Grains.Deletions;
using ZenVoip.Registry.Grains.Json;
using ZenVoip.Registry.Server.Api;
using ZenVoip.Registry.Server.Deletions;
using ZenVoip.Registry.Server.Security;
using ZenVoip.Registry.Server.Storage;
using Subject = ZenVoip.Registry.Domain.Subjects.Subject;

namespace ZenVoip.Registry.Server.Subjects;

/// <summary>Reads rights requests, their queue, and the exports that answer them.</summary>
internal sealed class RequestReading(
    IGrainFactory grains, RequestRows rows, PageReading pages, IHolderSystems systems, Rules rules, TimeProvider clock)
{
    /// <summary>Null: no request has that id, or it is none of the caller's business.</summary>
    public async Task<RightsRequestNode?> ById(string id, Caller caller, CancellationToken cancellation) =>
        (caller.May(Scopes.SubjectsRead) || caller.May(Scopes.RightsManage))
        && await Find(id, cancellation) is { } place ? await Node(place) : null;

    /// <summary>Whose request it is; null: no request has that id.</summary>
    public async Task<RequestPlace?> Find(string id, CancellationToken cancellation) =>
        IsOne(id) ? await rows.Find(id, cancellation) : null;

    public async Task<RightsRequestConnection> Page(
        int first, string? after, RightsRequestFilter? filter, CancellationToken cancellation)
    {
        var size = Cursors.Page(first);
        var found = await rows.Read(
            PlaceOf(after),
            size + 1,
            new()
            {
                Type = WireNames.Of(filter?.Type),
                Status = WireNames.Of(filter?.Status),
                Controller = ReferenceReader.ControllerOf(filter?.Controller),
                DueBefore = filter?.DueBefore,
                IsOpen = filter?.Open,
            },
            cancellation);
        var page = found.Take(size).ToArray();
        var edges = await pages.Read(page, place => place.SubjectId, Edge);
        return new(edges, new PageEnd(found.Count > size, page is [.., var last] ? CursorOf(last) : null));
    }

    /// <summary>Null: the request has none, not yet or no longer.</summary>
    public async Task<string?> Export(Subject subject, RightsRequest request, CancellationToken cancellation) =>
        await ExportOf(subject, request, cancellation) is { } export
            ? JsonSerializer.Serialize(export, PublishedJson.Options)
            : null;

    /// <inheritdoc cref="Export"/>
    public async Task<string?> ExportPage(Subject subject, RightsRequest request, CancellationToken cancellation) =>
        await ExportOf(subject, request, cancellation) is { } export ? Rights.ExportPage.Of(export) : null;

    private async Task<Export?> ExportOf(Subject subject, RightsRequest request, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow().ToMicroseconds();
        return subject.HasExport(request, now)
            ? subject.ExportFor(request, await systems.All(cancellation), await JournalOf(subject), rules, now)
            : null;
    }

    /// <summary>The journal of just this version: the export is of one moment.</summary>
    private async Task<ImmutableArray<SubjectEvent>> JournalOf(Subject subject)
    {
        var all = ImmutableArray.CreateBuilder<SubjectEvent>();
        for (var after = 0; after < subject.Version;)
        {
            var page = await grains.Subject(subject.Id)
                .Journal(after, Math.Min(subject.Version - after, Cursors.MaxPage));
            if (page.Entries.IsEmpty) break;
            all.AddRange(page.Entries.Select(entry => entry.Event).OfType<SubjectEvent>());
            after += page.Entries.Length;
        }
        return all.ToImmutable();
    }

    /// <summary>Null: its record was dropped meanwhile.</summary>
    private async Task<RightsRequestNode?> Node(RequestPlace place) =>
        await grains.Known(place.SubjectId, place.Version) is { } subject
        && subject.Rights.Find(place.Id) is { } request
            ? new(subject, request)
            : null;

    private async Task<RightsRequestEdge?> Edge(RequestPlace place) =>
        await Node(place) is { } node ? new(node, CursorOf(place)) : null;

    private static bool IsOne(string id) => Grains.Subjects.RandomIds.IsOne(id, "req");

    private static string CursorOf(RequestPlace place) => Cursors.Of(
        string.Create(CultureInfo.InvariantCulture, $"{place.DueAt.UtcTicks} {place.Id}"));

    private static (DateTimeOffset DueAt, string Id)? PlaceOf(string? after) => Cursors.Text(after)?.Split(' ') switch
    {
        null => null,
        [var ticks, var id] when IsOne(id)
            && long.TryParse(ticks, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            && number <= DateTimeOffset.MaxValue.UtcTicks => (new DateTimeOffset(number, TimeSpan.Zero), id),
        _ => throw Cursors.Invalid(),
    };
}
