namespace ZenVoip.Registry.Domain.Identifiers;

/// <summary>Says that an identifier is the subject's.</summary>
public sealed record LinkIdentifier(DigestedIdentifier Identifier) : SubjectCommand;

/// <summary>The subject holds the identifier from now on.</summary>
public sealed record IdentifierLinked(
    int Number, Identifier Identifier, IdentifierDigest Digest, bool Verified, DateTimeOffset RecordedAt)
    : SubjectEvent(RecordedAt);

/// <summary>The person has shown that the identifier is theirs.</summary>
public sealed record IdentifierVerified(int Number, DateTimeOffset RecordedAt) : SubjectEvent(RecordedAt);

public sealed partial record IdentifierBook
{
    public Outcome Decide(LinkIdentifier command, DateTimeOffset now) => Holds(command.Identifier.Digest) switch
    {
        { Verified: false } link when command.Identifier.Verified =>
            Outcome.Accept(new IdentifierVerified(link.Number, RecordedAt: now)),
        not null => Outcome.NoChange,
        null when Links.Count(link => link.IsOpen) >= MaxOpen || Links.Length >= MaxEver => Refusals.IdentifierLimit,
        null => Outcome.Accept(Linked(Links.Length, command.Identifier, now)),
    };

    public IdentifierBook Apply(IdentifierLinked linked) => new()
    {
        Links = Links.Add(new Link
        {
            Number = linked.Number,
            Identifier = linked.Identifier,
            Digest = linked.Digest,
            Verified = linked.Verified,
            LinkedAt = linked.RecordedAt,
        }),
    };

    public IdentifierBook Apply(IdentifierVerified verified) =>
        verified.Number < Links.Length ? With(Links[verified.Number] with { Verified = true }) : this;

    internal static IdentifierLinked Linked(int number, DigestedIdentifier identifier, DateTimeOffset now) =>
        new(number, identifier.Identifier, identifier.Digest, identifier.Verified, RecordedAt: now);
}
