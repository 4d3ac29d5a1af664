using System.Collections.Immutable;

namespace ZenVoip.Registry.Domain.Identifiers;

/// <summary>All links of a subject, by number.</summary>
public sealed partial record IdentifierBook
{
    /// <summary>Identifiers that a subject may hold at a time.</summary>
    public const int MaxOpen = 200;

    /// <summary>Intervals that a subject may have in all, closed ones included.</summary>
    public const int MaxEver = 1_000;

    public ImmutableArray<Link> Links { get; init; } = [];

    /// <summary>The open link with the digest.</summary>
    public Link? Holds(IdentifierDigest? digest) =>
        digest is null ? null : Links.FirstOrDefault(link => link.IsOpen && link.Digest == digest);

    /// <summary>The links of these numbers that are, or were, the person's: what was linked by mistake leads to others.
    /// </summary>
    public ImmutableArray<Link> At(ImmutableArray<int> numbers) =>
        [.. numbers.Select(number => Links[number]).Where(link => link.Reason is not UnlinkReason.Mistake)];

    /// <summary>The numbers of all links that hold, or held, the identifier of this one, in order.</summary>
    public ImmutableArray<int> SameAs(int number) =>
        [.. Links.Where(link => link.Digest == Links[number].Digest).Select(link => link.Number)];

    /// <summary>The person is erased: nothing is linked any more, and only digests are left.</summary>
    public IdentifierBook Closed(DateTimeOffset at) => new()
    {
        Links = [.. Links.Select(link => link.IsOpen ? link with { UnlinkedAt = at } : link)],
    };

    /// <summary>Without the values of all links but these.</summary>
    public IdentifierBook Forgetting(IReadOnlySet<int> needed) => new()
    {
        Links =
        [
            .. Links.Select(link => link.Identifier.IsForgotten || needed.Contains(link.Number)
                ? link
                : link with { Identifier = Identifier.Forgotten(link.Identifier.Type) }),
        ],
    };

    private IdentifierBook With(Link changed) => new() { Links = Links.SetItem(changed.Number, changed) };
}
