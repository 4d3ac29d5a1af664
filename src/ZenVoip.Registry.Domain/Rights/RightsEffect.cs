using System.Collections.Immutable;

namespace ZenVoip.Registry.Domain.Rights;

/// <summary>Something that is to happen outside this capability, by what happened to a request.</summary>
public abstract record RightsEffect
{
    private protected RightsEffect(string requestId) => RequestId = requestId;

    /// <summary>What demands it: the cause of orders and tasks.</summary>
    public string RequestId { get; }
}

/// <summary>A no is recorded.</summary>
/// <param name="Controller">To whom it is said.</param>
public sealed record NoWished(string RequestId, Controller Controller, SaidNo No) : RightsEffect(RequestId)
{
    /// <summary>Of what is sent on to that controller: to whom it was said at first.</summary>
    public Controller? SaidTo { get; init; }
}

/// <summary>Data is deleted, or retained where a duty or a hold keeps it.</summary>
/// <param name="Categories">Empty: all.</param>
/// <param name="Links">
/// The numbers of the subject's links that it concerns; empty: all, of a minor, and of what a customer instructs.
/// </param>
public sealed record ErasureWished(
    string RequestId,
    Controller Controller,
    ImmutableArray<DataCategory> Categories,
    ImmutableArray<int> Links) : RightsEffect(RequestId)
{
    /// <inheritdoc cref="RightsRequest.IsBeyondDoubt"/>
    public bool IsBeyondDoubt { get; init; }
}

/// <summary>Holder systems are asked for something.</summary>
/// <param name="Categories">Empty: all.</param>
/// <param name="Links">The numbers of the subject's links that it concerns; empty: all.</param>
public sealed record TaskWished(
    string RequestId,
    HolderTaskKind Kind,
    Controller Controller,
    ImmutableArray<DataCategory> Categories,
    ImmutableArray<int> Links) : RightsEffect(RequestId)
{
    /// <summary>Of a restriction, its end, and what is shared no further: for what. Empty: all.</summary>
    public ImmutableArray<Purpose> Purposes { get; init; } = [];

    /// <summary>Also where the same was asked before: there is something new to say of it.</summary>
    public bool IsAnew { get; init; }
}

/// <summary>What the request had demanded, and is not settled yet, is taken back.</summary>
public sealed record WishesEnded(string RequestId) : RightsEffect(RequestId);
