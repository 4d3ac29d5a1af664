namespace ZenVoip.Registry.Domain.Consents;

/// <summary>Says no whatever the legal basis. Nothing refuses it.</summary>
public sealed record RecordOptOut : SubjectCommand
{
    public required Controller Controller { get; init; }

    public Purpose? Purpose { get; init; }

    public Channel? Channel { get; init; }

    public required OptOutSource Source { get; init; }

    public required Evidence Evidence { get; init; }

    /// <summary>When the person said it; null, or in the future: now.</summary>
    public DateTimeOffset? At { get; init; }

    public override DateTimeOffset? SaidAt => At;

    public override bool SaysNo => true;
}

/// <summary>The subject opted out, or did so again.</summary>
public sealed record OptedOut(OptOut OptOut, DateTimeOffset RecordedAt) : SubjectEvent(RecordedAt);

public sealed partial record OptOutBook
{
    /// <param name="link">The link that it is narrowed to.</param>
    /// <param name="via">The link by which it came.</param>
    public Outcome Decide(RecordOptOut command, int? link, int? via, DateTimeOffset now)
    {
        var said = new OptOut
        {
            Number = OptOuts.Length,
            Controller = command.Controller,
            Purpose = command.Purpose,
            Channel = command.Channel,
            Link = link,
            Via = via,
            Source = command.Source,
            At = now.OrEarlier(command.At),
            RecordedAt = now,
            Evidence = command.Evidence.Trimmed(),
        };
        return Find(said) switch
        {
            null => Outcome.Accept(new OptedOut(said, RecordedAt: now)),
            var known when known.At >= said.At => Outcome.NoChange,
            var known => Outcome.Accept(new OptedOut(said with { Number = known.Number }, RecordedAt: now)),
        };
    }

    public OptOutBook Apply(OptedOut opted) => With(opted.OptOut);
}
