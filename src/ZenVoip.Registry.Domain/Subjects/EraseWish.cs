using System.Collections.Immutable;

namespace ZenVoip.Registry.Domain.Subjects;

/// <summary>What is to be erased.</summary>
/// <param name="Cause">The id of the rights request that demands it.</param>
/// <param name="Categories">Empty: all but the proof of consent.</param>
/// <param name="Links">The numbers of the links that it concerns.</param>
public sealed record EraseWish(
    string Cause,
    Controller Controller,
    ImmutableArray<DataCategory> Categories,
    ImmutableArray<int> Links)
{
    /// <summary>It is known who the person is without an identifier: also of whom none but shared ones is known.
    /// </summary>
    public bool IsBeyondDoubt { get; init; }
}
