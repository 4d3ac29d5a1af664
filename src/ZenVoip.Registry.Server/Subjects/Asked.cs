using ZenVoip.Registry.Domain;
using ZenVoip.Registry.Domain.Identifiers;
using ZenVoip.Registry.Domain.Jurisdictions;
using ZenVoip.Registry.Domain.Retention;
using ZenVoip.Registry.Domain.Subjects;

namespace ZenVoip.Registry.Server.Subjects;

/// <summary>
/// What a caller asked for, as its repetitions are compared. Every member can be set: the registry's JSON passes over
/// what is read-only, an anonymous type altogether.
/// </summary>
internal sealed record Asked
{
    public Asked(SubjectCommand command) => Command = command switch
    {
        // Computed from the time of asking, so a repetition would differ from itself.
        ObserveJurisdiction observed => observed with { ExpiresAt = null },
        // The region follows from the number and from tables that change with a release.
        RegisterSubject registered => registered with
        {
            Identifiers = [.. registered.Identifiers.Select(known => known with { Region = null })],
        },
        // A new id each time.
        PlaceLegalHold placed => placed with { HoldId = "" },
        LinkIdentifier linked => new LinkIdentifier(linked.Identifier with { Region = null }),
        _ => command,
    };

    public SubjectCommand Command { get; init; }

    /// <summary>Whom it was addressed to; null: by an identifier, or nobody yet.</summary>
    public string? SubjectId { get; init; }

    public IdentifierDigest? Identifier { get; init; }

    public int? ExpectedVersion { get; init; }

    public bool ReturnOwner { get; init; }
}
