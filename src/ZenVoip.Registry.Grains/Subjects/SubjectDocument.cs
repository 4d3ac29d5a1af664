using System.Collections.Immutable;
using System.Text.Json;
using ZenVoip.Registry.Domain;
using ZenVoip.Registry.Domain.Subjects;
using ZenVoip.Registry.Grains.Json;

namespace ZenVoip.Registry.Grains.Subjects;

/// <summary>
/// Everything that one change says, written in one statement. Read back, it holds <see cref="State"/> only.
/// The property names are the contract with the SQL of <c>WriteToStorageKey</c>.
/// </summary>
public sealed record SubjectDocument
{
    /// <summary>The subject, sealed with one of its keys: the first byte says which.</summary>
    public byte[] State { get; init; } = [];

    public SubjectRow? Subject { get; init; }

    /// <summary>The controllers to whom an open relationship began, where there was none before.</summary>
    public ImmutableArray<string> Relationships { get; init; } = [];

    /// <summary>The controllers to whom the last open relationship ended.</summary>
    public ImmutableArray<string> EndedRelationships { get; init; } = [];

    /// <summary>The new entries only.</summary>
    public ImmutableArray<JournalRow> Journal { get; init; } = [];

    /// <summary>The links that were opened or closed.</summary>
    public ImmutableArray<LinkRow> Links { get; init; } = [];

    /// <summary>The opt-outs with a digest that were recorded or lifted.</summary>
    public ImmutableArray<OptOutRow> OptOuts { get; init; } = [];

    /// <summary>The orders and tasks that were issued or changed.</summary>
    public ImmutableArray<WorkRow> Work { get; init; } = [];

    /// <summary>The rights requests that were made or changed.</summary>
    public ImmutableArray<RequestRow> Requests { get; init; } = [];

    /// <summary>The ids of the rights requests whose records are kept no longer.</summary>
    public ImmutableArray<string> DroppedRequests { get; init; } = [];

    /// <summary>What systems are told besides: warnings and escalations, and what is taken back.</summary>
    public ImmutableArray<NoticeRow> Notices { get; init; } = [];

    public OperationRow? Operation { get; init; }

    public bool Equals(SubjectDocument? other) => ReferenceEquals(this, other);

    public override int GetHashCode() => System.Runtime.CompilerServices.RuntimeHelpers.GetHashCode(this);
}

/// <summary>The index row: what queries and decisions read. Nothing in it identifies.</summary>
public sealed record SubjectRow
{
    public required string Id { get; init; }

    /// <summary>The number of journal entries.</summary>
    public required int Version { get; init; }

    public required string Kind { get; init; }

    public required string Status { get; init; }

    public string? Jurisdiction { get; init; }

    public required DateTimeOffset RegisteredAt { get; init; }

    /// <summary>The earliest deadline; null: none.</summary>
    public DateTimeOffset? NextDue { get; init; }

    /// <summary>The decision profile, as JSON text.</summary>
    public required string Profile { get; init; }

    /// <summary>Authenticates count and head of the journal, so that a cut tail is noticed.</summary>
    public required byte[] JournalSeal { get; init; }
}

/// <summary>One entry of the journal.</summary>
/// <param name="Sequence">1, 2, 3, ... within the subject.</param>
/// <param name="Body">Sealed with one of the subject's keys: its first byte says which.</param>
/// <param name="Link">The chain's link over the previous link and this entry as stored.</param>
public sealed record JournalRow(int Sequence, DateTimeOffset At, byte[] Body, byte[] Link)
{
    /// <summary>The event's stable name, for the feed.</summary>
    public string? Name { get; init; }

    /// <summary>An id that the event concerns, for the feed; not read back.</summary>
    public string? Ref { get; init; }
}

/// <summary>An interval in which the subject holds an identifier.</summary>
/// <param name="Number">0, 1, 2, ... within the subject: the row's key with the subject's id.</param>
/// <param name="Digest">64 hex characters.</param>
/// <param name="Exclusive">At most one subject may hold it open.</param>
public sealed record LinkRow(
    int Number,
    string Digest,
    string Type,
    bool Exclusive,
    DateTimeOffset LinkedAt,
    DateTimeOffset? UnlinkedAt);

/// <summary>An opt-out kept by an identifier's digest.</summary>
/// <param name="Number">0, 1, 2, ... within the subject: the row's key with the subject's id.</param>
public sealed record OptOutRow(
    int Number,
    string Digest,
    string Controller,
    string? Purpose,
    string? Channel,
    string Source,
    DateTimeOffset At,
    DateTimeOffset? LiftedAt);

/// <summary>The first answer to an operation id, kept to be replayed.</summary>
/// <param name="Key">Keyed digest of caller and operation id, 64 hex characters.</param>
/// <param name="Fingerprint">Keyed digest of the command, 64 hex characters.</param>
/// <param name="SubjectId">Null where the answer concerns nobody.</param>
/// <param name="Version">The subject's version after the operation; 0 where it concerns nobody.</param>
/// <param name="Refusal">The refusal as JSON; null: accepted or no change.</param>
public sealed record OperationRow(
    string Key,
    string Fingerprint,
    string? SubjectId,
    int Version,
    string? Refusal,
    DateTimeOffset At)
{
    /// <param name="subject">Null: the answer concerns nobody.</param>
    public static OperationRow Of(
        Operation operation, Subject? subject, Refusal? refusal, DateTimeOffset at) => new(
            operation.Key,
            operation.Fingerprint,
            subject?.Id,
            subject?.Version ?? 0,
            refusal is null ? null : JsonSerializer.Serialize(refusal, RegistryJson.Options),
            at);
}
