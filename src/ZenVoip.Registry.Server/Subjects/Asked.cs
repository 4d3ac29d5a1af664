using System.Collections.Immutable;
using ZenVoip.Registry.Domain;
using ZenVoip.Registry.Domain.Identifiers;
using ZenVoip.Registry.Domain.Jurisdictions;
using ZenVoip.Registry.Domain.Retention;
using ZenVoip.Registry.Domain.Rights;
using ZenVoip.Registry.Domain.Subjects;

namespace ZenVoip.Registry.Server.Subjects;

/// <summary>
/// What a caller asked for, as its repetitions are compared. Every member can be set: the registry's JSON passes over
/// what is read-only, an anonymous type altogether.
/// </summary>
internal sealed record Asked
{
    private static readonly IdentifierDigest NoDigest = IdentifierDigest.TryParse(new string('0', 64))!.Value;
    private static readonly Identifier NoIdentifier = Identifier.TryCreate(IdentifierType.User, "-")!;

    /// <param name="written">
    /// The identifiers in it, as they were written: what they are read as depends on a default country that an
    /// operator can change, and on tables that change with a release.
    /// </param>
    public Asked(SubjectCommand command, ImmutableArray<string> written)
    {
        Written = written;
        Command = command switch
        {
            // Computed from the time of asking, so a repetition would differ from itself.
            ObserveJurisdiction observed => observed with { ExpiresAt = null },
            RegisterSubject registered => registered with { Identifiers = [.. registered.Identifiers.Select(Unread)] },
            // A new id each time.
            PlaceLegalHold placed => placed with { HoldId = "" },
            LinkIdentifier linked => new LinkIdentifier(Unread(linked.Identifier)),
            UnlinkIdentifier unlinked => unlinked with { Digest = NoDigest },
            VerifyRightsRequest verified => verified with { Digests = [] },
            _ => command,
        };
    }

    public SubjectCommand Command { get; init; }

    /// <summary>Whom it was addressed to; null: by an identifier, or nobody yet.</summary>
    public string? SubjectId { get; init; }

    /// <summary>Those of the person addressed first, then those of the command.</summary>
    public ImmutableArray<string> Written { get; init; }

    public int? ExpectedVersion { get; init; }

    public bool ReturnOwner { get; init; }

    public override string ToString() => $"Asked({Command.GetType().Name})";

    private static DigestedIdentifier Unread(DigestedIdentifier known) =>
        new(NoIdentifier, NoDigest, Region: null, known.Verified);
}
