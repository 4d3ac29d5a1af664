using System.Collections.Immutable;

namespace ZenVoip.Registry.Domain.Rulebook;

/// <summary>What the rulebook says about rights requests. Of selective rules the first that matches is the one.
/// </summary>
public sealed record RightsClauses
{
    /// <summary>One for each regime.</summary>
    public ImmutableArray<RequestCalendar> Calendars { get; init; } = [];

    public ImmutableArray<AcknowledgementRule> Acknowledgements { get; init; } = [];

    public ImmutableArray<AnswerRule> Answers { get; init; } = [];

    public ImmutableArray<PromiseRule> Promises { get; init; } = [];

    public ImmutableArray<VerificationRule> Verifications { get; init; } = [];

    public ImmutableArray<GroundRule> Grounds { get; init; } = [];

    public ImmutableArray<ComplaintAuthority> Authorities { get; init; } = [];

    public ImmutableArray<AppealRule> Appeals { get; init; } = [];

    public ImmutableArray<FeeRule> Fees { get; init; } = [];

    /// <summary>One.</summary>
    public ImmutableArray<RecordRule> Records { get; init; } = [];

    /// <summary>One.</summary>
    public ImmutableArray<WarningRule> Warnings { get; init; } = [];

    /// <summary>All of them, in their order.</summary>
    public IEnumerable<RightsRule> All =>
    [
        .. Calendars, .. Acknowledgements, .. Answers, .. Promises, .. Verifications, .. Grounds, .. Authorities,
        .. Appeals, .. Fees, .. Records, .. Warnings,
    ];
}
