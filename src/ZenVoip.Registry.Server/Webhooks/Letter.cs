using System.Text.Json;
using ZenVoip.Registry.Grains.Holders;
using ZenVoip.Registry.Grains.Json;

namespace ZenVoip.Registry.Server.Webhooks;

/// <summary>
/// What a holder is told by webhook: that something is to be fetched, is taken back, or is late, by which id. Nothing
/// in it identifies, because a webhook may end in somebody's log.
/// </summary>
/// <param name="Id">The same at each attempt: the receiver knows a repetition by it.</param>
internal sealed record Letter(string Id, ReadOnlyMemory<byte> Body)
{
    public const string OrderIssued = "deletion_order.issued";
    public const string TaskIssued = "holder_task.issued";

    private const string Delete = "DELETE";

    public static Letter Of(Errand errand) => new(errand.WorkId, JsonSerializer.SerializeToUtf8Bytes(
        new Content(
            errand.Notice?.Type ?? (errand.Kind == Delete ? OrderIssued : TaskIssued),
            errand.IssuedAt.ToUniversalTime(),
            new Topic(errand.Notice?.About ?? errand.WorkId, errand.Kind)),
        RegistryJson.Options));

    private sealed record Content(string Type, DateTimeOffset Timestamp, Topic Data);

    private sealed record Topic(string Id, string Kind);
}
