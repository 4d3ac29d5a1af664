using System.Collections.Immutable;

namespace ZenVoip.Registry.Domain.Rights;

/// <summary>A no that a request says, in the words in which it is recorded.</summary>
/// <param name="Purpose">Null: those that its source covers.</param>
/// <param name="Channel">Null: all.</param>
/// <param name="Via">The number of the link by which it came; null: by subject id.</param>
public sealed record SaidNo(Purpose? Purpose, Channel? Channel, OptOutSource Source, int? Via, DateTimeOffset At)
{
    /// <summary>What is said, whoever said it by what and when.</summary>
    public (Purpose?, Channel?, OptOutSource) Words => (Purpose, Channel, Source);
}

public sealed partial record RightsBook
{
    /// <summary>What the command says no to at once. A signal of the browser is a no of its own.</summary>
    /// <param name="ended">Of an objection: the purposes that end at once.</param>
    private static ImmutableArray<SaidNo> NoesOf(
        SubmitRightsRequest command, ImmutableArray<Purpose> ended, RightsTerms terms, DateTimeOffset now)
    {
        var at = ReceiptOf(command, now);
        return command switch
        {
            { Type: RightsRequestType.Objection } =>
            [
                .. Objections(ended, command.Channels, terms.Via, at)
                    .Select(no => no with { Channel = terms.Rules.ChannelOf(no.Purpose!.Value, no.Channel) })
                    .Distinct(),
            ],
            { Type: not RightsRequestType.OptOutOfSale } => [],
            { Manner: RequestManner.Signal } => [new(Purpose: null, Channel: null, OptOutSource.Gpc, terms.Via, at)],
            _ => [new(Purpose: null, Channel: null, OptOutSource.SaleOptOut, terms.Via, at)],
        };
    }

    /// <summary>One for each purpose and channel.</summary>
    private static IEnumerable<SaidNo> Objections(
        ImmutableArray<Purpose> ended, ImmutableArray<Channel> channels, int? via, DateTimeOffset at) =>
        from channel in channels.IsEmpty ? [null] : channels.Select(each => (Channel?)each)
        from purpose in ended
        select new SaidNo(purpose, channel, OptOutSource.Objection, via, at);

    /// <summary>Each as of the last time.</summary>
    private static IEnumerable<SaidNo> Newest<T>(IEnumerable<SaidNo> noes, Func<SaidNo, T> what) =>
        noes.GroupBy(what).Select(alike => alike.MaxBy(no => no.At)!);
}
