using System.Collections.Immutable;

namespace ZenVoip.Registry.Domain.Rulebook;

/// <summary>Which purposes an opt-out covers that names none.</summary>
public enum Coverage
{
    /// <summary>Those that the rule lists.</summary>
    Listed,

    /// <summary>Those that may be objected to.</summary>
    Objectable,

    /// <summary>All but the essential ones.</summary>
    AllButEssential,
}

/// <summary>What an opt-out from one source means. The first that matches source, regime and date is the one.</summary>
public sealed record OptOutRule : Rule
{
    public required OptOutSource Source { get; init; }

    /// <summary>Codes of regimes; empty: all.</summary>
    public ImmutableArray<string> Regimes { get; init; } = [];

    public required Coverage Coverage { get; init; }

    /// <summary>Empty unless <see cref="Coverage.Listed"/>.</summary>
    public ImmutableArray<Purpose> Purposes { get; init; } = [];

    /// <summary>Covers as if no purpose had been named, also when one was: one stop is all stops.</summary>
    public bool WhateverIsNamed { get; init; }

    /// <summary>Whether an opt-out from this source is about the purpose, over the channel.</summary>
    /// <param name="named">Which purpose it names; null: none, or none that the rulebook knows.</param>
    /// <param name="over">Which channel it names; null: none.</param>
    internal bool Means(Purpose? named, Channel? over, Purpose purpose, Channel? channel, PurposeRule rule)
    {
        var isNamed = named == purpose;
        if (!isNamed && !((WhateverIsNamed || named is null) && Covers(purpose, rule)))
            return false;

        // A no to texts says nothing of a purpose without channels, unless it, or its source, means just that one.
        return over is null || over == channel || (channel is null && (isNamed || Coverage is Coverage.Listed));
    }

    private bool Covers(Purpose purpose, PurposeRule rule) => Coverage switch
    {
        Coverage.Listed => Purposes.Contains(purpose),
        Coverage.Objectable => rule.IsObjectable,
        _ => !rule.IsEssential,
    };
}
