using System.Collections.Immutable;

namespace ZenVoip.Registry.Domain.Consents;

/// <summary>What stands of the subject's answers: the newest for each (controller, purpose, channel, link).</summary>
public sealed partial record ConsentBook
{
    /// <summary>Answers that a subject may have on record; a no is recorded beyond it.</summary>
    public const int Max = 500;

    public ImmutableArray<Consent> Consents { get; init; } = [];

    /// <summary>Whether a yes to the controller, for any purpose, is alive then, and no STOP has revoked it.</summary>
    public bool IsAlive(Controller controller, OptOutBook noes, DateTimeOffset now) => Consents.Any(consent =>
        consent.Controller == controller && consent.StatusAt(now) is ConsentStatus.Given
        && noes.RevokedAt(consent) is null);

    /// <summary>When the last of the answers to the controller that are no yes any more ended.</summary>
    public DateTimeOffset? EndedAt(Controller controller, OptOutBook noes, DateTimeOffset now) => Consents
        .Where(consent => consent.Controller == controller)
        .Max(consent => consent.EndedAt(now) ?? noes.RevokedAt(consent));

    /// <summary>An identifier left the subject: what was granted by it ends with it.</summary>
    public ConsentBook Released(int link, DateTimeOffset at) => new()
    {
        Consents = [.. Consents.Select(consent => consent.Link == link && consent.IsGrant
            ? consent with { Status = ConsentStatus.Invalidated, At = at > consent.At ? at : consent.At }
            : consent)],
    };

    public ConsentBook Without(Controller controller) =>
        new() { Consents = [.. Consents.Where(consent => consent.Controller != controller)] };

    private Consent? Find(Consent like) => Consents.FirstOrDefault(consent => consent.IsSameQuestion(like));
}

/// <summary>An answer with its evidence.</summary>
public sealed record Consent
{
    /// <summary><c>*</c>: everybody on the platform (only a no).</summary>
    public required Controller Controller { get; init; }

    public required Purpose Purpose { get; init; }

    /// <summary>Null: all channels (only a no), or a purpose without channels.</summary>
    public Channel? Channel { get; init; }

    /// <summary>The number of the link that it is bound to; null: the person.</summary>
    public int? Link { get; init; }

    /// <summary>The number of the link by which it came; null: by subject id, or told before this was kept.</summary>
    public int? Via { get; init; }

    public required ConsentStatus Status { get; init; }

    /// <summary>When the person answered.</summary>
    public required DateTimeOffset At { get; init; }

    public required DateTimeOffset RecordedAt { get; init; }

    /// <summary>Null: it lives until it is withdrawn.</summary>
    public DateTimeOffset? ExpiresAt { get; init; }

    public required Evidence Evidence { get; init; }

    /// <summary>GIVEN or REQUESTED: something that can still end.</summary>
    public bool IsGrant => Status is ConsentStatus.Given or ConsentStatus.Requested;

    public bool IsNo => Status is ConsentStatus.Refused or ConsentStatus.Withdrawn;

    /// <summary>Whether it is a no that covers that grant, at whatever address it was given.</summary>
    public bool Ends(Consent grant) => IsNo && grant.IsGrant && grant.At <= At && Purpose == grant.Purpose
        && (Controller == grant.Controller || Controller == Controller.Platform)
        && (Channel is null || Channel == grant.Channel);

    public Consent EndedBy(Consent no) => this with { Status = no.Status, At = no.At };

    public ConsentStatus StatusAt(DateTimeOffset now) =>
        IsGrant && ExpiresAt <= now ? ConsentStatus.Expired : Status;

    /// <summary>When it ended, or was a no from the start; null: it is alive, or was only asked.</summary>
    internal DateTimeOffset? EndedAt(DateTimeOffset now) => Status switch
    {
        ConsentStatus.Given => ExpiresAt <= now ? ExpiresAt : null,
        ConsentStatus.Requested => null,
        _ => At,
    };

    public bool IsSameQuestion(Consent other) => Controller == other.Controller && Purpose == other.Purpose
        && Channel == other.Channel && Link == other.Link;
}
