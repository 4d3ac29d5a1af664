using ZenVoip.Registry.Domain.Rulebook;

namespace ZenVoip.Registry.Domain.Decisions;

/// <summary>What one address of one person (or of nobody) is judged with.</summary>
internal readonly record struct Case
{
    private static readonly DecisionProfile Unknown = new() { Status = SubjectStatus.Active };

    public required Question Question { get; init; }

    public required Facts Facts { get; init; }

    public required Rules Rules { get; init; }

    public required PurposeRules Purpose { get; init; }

    public required DateTimeOffset Now { get; init; }

    /// <summary>Null: nobody is known by the reference.</summary>
    public Person? Person { get; init; }

    public required SubjectKind Kind { get; init; }

    /// <summary>Null: the purpose has no channels.</summary>
    public Channel? Channel { get; init; }

    /// <summary>The link judged; null: no address.</summary>
    public int? Link { get; init; }

    /// <summary>The type of <see cref="Link"/>.</summary>
    public IdentifierType? LinkType { get; init; }

    public DecisionProfile Profile => Person?.Profile ?? Unknown;

    /// <summary>Whether what was said of a channel is about this case: always, where the purpose has none.</summary>
    public bool Covers(Channel? said) => Channel is null || said == Channel;

    /// <summary>
    /// Whether no rule knows that purpose: a no to it counts for every purpose that can be refused, because nobody can
    /// say which was meant.
    /// </summary>
    public bool IsUnheardOf(Purpose named) => Rules.Find(named) is null;

    /// <summary>Whether a no that was given by this link, naming this channel, is about the address judged.</summary>
    public bool IsMeantBy(int? link, Channel? named) =>
        link is not { } number || link == Link || Channel is null || !Narrows(number, named);

    private bool Narrows(int link, Channel? named)
    {
        foreach (var address in Profile.Addresses)
        {
            if (address.Link == link)
                return Narrows(address.Type, named);
        }

        return true;
    }

    // What an address keeps without a channel is about that address, whoever holds it; what a login or an account
    // keeps is about whoever stands behind it.
    private static bool Narrows(IdentifierType type, Channel? named) => named is { } channel
        ? type.Serves(channel)
        : type is not (IdentifierType.Ip or IdentifierType.Account or IdentifierType.User);
}
