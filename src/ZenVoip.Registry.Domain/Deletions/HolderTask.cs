using System.Collections.Immutable;

namespace ZenVoip.Registry.Domain.Deletions;

/// <summary>What a holder system is asked for, other than to delete.</summary>
public sealed record HolderTask
{
    public required string Id { get; init; }

    public required HolderTaskKind Kind { get; init; }

    public required Controller Controller { get; init; }

    /// <summary>The name of the holder system.</summary>
    public required string System { get; init; }

    public required ImmutableArray<DataCategory> Categories { get; init; }

    /// <summary>
    /// Of RESTRICT and UNRESTRICT: for what; empty: all that the rulebook does not allow under a restriction. Of
    /// STOP_SHARING: by which purposes it is shared; empty: all sale and sharing. Of others: empty.
    /// </summary>
    public ImmutableArray<Purpose> Purposes { get; init; } = [];

    /// <summary>The rights request that demands it.</summary>
    public required string RequestId { get; init; }

    /// <summary>The numbers of the subject's links that it concerns.</summary>
    public ImmutableArray<int> Links { get; init; } = [];

    public HolderTaskStatus Status { get; init; } = HolderTaskStatus.Issued;

    public required DateTimeOffset IssuedAt { get; init; }

    /// <summary>When it escalates if it is not done.</summary>
    public required DateTimeOffset DueAt { get; init; }

    public DateTimeOffset? SettledAt { get; init; }

    /// <summary>When it escalated; null: not yet.</summary>
    public DateTimeOffset? EscalatedAt { get; init; }

    /// <summary>
    /// Where the holder's part of an export lies; null: it holds nothing, or the result has expired. Secret.
    /// </summary>
    public string? ResultUri { get; init; }

    /// <summary>When its holder keeps the result no longer; null: it does not say, or there is none.</summary>
    public DateTimeOffset? ResultExpiresAt { get; init; }

    /// <summary>Of the links, those by which somebody has to find data: none once it is settled.</summary>
    public ImmutableArray<int> OpenLinks => IsOpen ? Links : [];

    /// <summary>The holder owes an answer.</summary>
    public bool IsOpen => Status is HolderTaskStatus.Issued or HolderTaskStatus.Delivered or HolderTaskStatus.Failed;

    public override string ToString() => $"HolderTask({Id}, {Kind}, {Status})";
}
