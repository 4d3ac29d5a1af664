using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text.Json;
using Orleans.Storage;
using ZenVoip.Registry.Domain;
using ZenVoip.Registry.Domain.Decisions;
using ZenVoip.Registry.Grains.Json;
using ZenVoip.Registry.Grains.Subjects;

namespace ZenVoip.Registry.SystemTests.Storage;

/// <summary>A subject as its grain would write it: every write says one more thing.</summary>
internal sealed class StoredSubject(IGrainStorage storage, string? id = null)
{
    public static readonly DateTimeOffset Noon = new(2026, 3, 1, 12, 0, 0, 123, 456, TimeSpan.Zero);

    private readonly GrainState<SubjectDocument> state = new();

    public string Id { get; } = id ?? NewId();

    public string Profile { get; init; } = ProfileOf(new() { Status = SubjectStatus.Active });

    public string? ETag => state.ETag;

    public int Version { get; private set; }

    public byte[] Sealed => state.State!.State;

    private GrainId Grain => GrainId.Create("subject", Id);

    public static string NewId() => "sub_" + Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(8));

    /// <summary>Also a key of an operation: both are 64 hex characters.</summary>
    public static string NewDigest() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32));

    public static LinkRow Link(string digest, int number = 0, bool exclusive = true, DateTimeOffset? until = null) =>
        new(number, digest, "PHONE", exclusive, Noon, until);

    public static OptOutRow OptOut(string digest, int number = 0, DateTimeOffset? lifted = null) =>
        new(number, digest, "zenvoip", "marketing", "SMS", "STOP", Noon, lifted);

    public static WorkRow Order(string id, string status = "ISSUED", DateTimeOffset? settled = null) => new()
    {
        Id = id,
        Kind = WorkRow.Delete,
        System = "call-store",
        Controller = "zenvoip",
        Category = "CALL_RECORDS",
        Status = status,
        IssuedAt = Noon,
        DueAt = Noon.AddDays(7),
        SettledAt = settled,
        Position = settled is null ? 1 : 2,
    };

    public static RequestRow Request(string id, DateTimeOffset? due = null, DateTimeOffset? closed = null) => new()
    {
        Id = id,
        Type = "ACCESS",
        Status = closed is null ? "IN_PROGRESS" : "COMPLETED",
        Controller = "zenvoip",
        Regime = "GDPR",
        ReceivedAt = Noon,
        DueAt = due ?? Noon.AddDays(30),
        Stands = false,
        ClosedAt = closed,
    };

    public OperationRow Operation(string key) => new(key, NewDigest(), Id, Version + 1, Refusal: null, Noon);

    public async Task Write(
        LinkRow[]? links = null,
        OptOutRow[]? optOuts = null,
        OperationRow? operation = null,
        Func<SubjectDocument, SubjectDocument>? with = null)
    {
        var document = new SubjectDocument
        {
            State = RandomNumberGenerator.GetBytes(300),
            Subject = Row(Version + 1),
            Journal = [Entry(Version + 1)],
            Links = links is null ? [] : ImmutableArray.Create(links),
            OptOuts = optOuts is null ? [] : ImmutableArray.Create(optOuts),
            Operation = operation,
        };
        state.State = with is null ? document : with(document);
        await storage.WriteStateAsync("subject", Grain, state);
        Version++;
    }

    public Task Read() => storage.ReadStateAsync("subject", Grain, state);

    public Task Clear() => storage.ClearStateAsync("subject", Grain, state);

    /// <summary>Another activation of the same grain, with the same idea of what is stored.</summary>
    public StoredSubject Twin() => Twin(state.ETag);

    public StoredSubject Twin(string? etag)
    {
        var twin = new StoredSubject(storage, Id) { Version = Version };
        twin.state.ETag = etag;
        return twin;
    }

    public SubjectRow Row(int version) => new()
    {
        Id = Id,
        Version = version,
        Kind = "CUSTOMER",
        Status = "ACTIVE",
        Jurisdiction = "DE",
        RegisteredAt = Noon,
        NextDue = Noon.AddDays(version),
        Profile = Profile,
        JournalSeal = [(byte)version, 0xff],
    };

    public static JournalRow Entry(int sequence) =>
        new(sequence, Noon.AddMicroseconds(sequence), [1, 2, (byte)sequence], [(byte)sequence]) { Name = "tested" };

    public static string ProfileOf(DecisionProfile profile) => JsonSerializer.Serialize(profile, RegistryJson.Options);
}
