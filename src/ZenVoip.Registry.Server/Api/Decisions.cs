using System.ComponentModel;
using GraphQL;
using ZenVoip.Registry.Domain;
using ZenVoip.Registry.Domain.Decisions;
using ZenVoip.Registry.Server.Guard;
using ZenVoip.Registry.Server.Security;

namespace ZenVoip.Registry.Server.Api;

/// <summary>May this be done now, to this person?</summary>
[Name("DecideInput")]
internal sealed record DecideInput
{
    /// <summary>The person.</summary>
    public required SubjectRef Subject { get; init; }

    /// <summary>What their data would be used for.</summary>
    public required Purpose Purpose { get; init; }

    /// <summary>
    /// How they would be reached. Without it, a purpose that has channels is permitted only if all are.
    /// </summary>
    public Channel? Channel { get; init; }

    /// <summary>Who would do it.</summary>
    [DefaultValue("zenvoip")]
    public required string Controller { get; init; }

    public override string ToString() => nameof(DecideInput);
}

/// <summary>The same question about many people: at most 10,000.</summary>
[Name("DecideManyInput")]
internal sealed record DecideManyInput
{
    /// <summary>The people. One answer for each, in order.</summary>
    public required SubjectRef[] Subjects { get; init; }

    /// <summary>What their data would be used for.</summary>
    public required Purpose Purpose { get; init; }

    /// <summary>
    /// How they would be reached. Without it, a purpose that has channels is permitted only if all are.
    /// </summary>
    public Channel? Channel { get; init; }

    /// <summary>Who would do it.</summary>
    [DefaultValue("zenvoip")]
    public required string Controller { get; init; }

    public override string ToString() => nameof(DecideManyInput);
}

/// <summary>The answer, with what it rests on. Computed from committed rows at the time of asking.</summary>
[Name("Decision")]
[Scope(Scopes.DecisionsRead)]
internal sealed class DecisionRecord(Decision decision)
{
    /// <summary>PERMIT, DENY, or DEFER: not now.</summary>
    public DecisionOutcome Outcome => decision.Outcome;

    /// <summary>When to ask again; null unless DEFER.</summary>
    public DateTimeOffset? DeferUntil => decision.DeferUntil;

    /// <summary>At least one; clients must expect new codes.</summary>
    public IEnumerable<ReasonRecord> Reasons => decision.Reasons.Select(reason => new ReasonRecord(reason));

    /// <summary>What goes with a PERMIT, as codes of the rulebook.</summary>
    public IEnumerable<string> Obligations => decision.Obligations;

    /// <summary>
    /// Null: nobody, or several people, are known by that reference; or the caller lacks `subjects:read`.
    /// </summary>
    [Id]
    public string? SubjectId(IResolveFieldContext context) =>
        context.User!.HasScope(Scopes.SubjectsRead) ? decision.SubjectId : null;

    /// <summary>The version of whoever was decided about; null: nobody, or several people, are known.</summary>
    public int? SubjectVersion => decision.SubjectVersion;

    /// <summary>The version of the rulebook that was applied.</summary>
    public string RulebookVersion => decision.RulebookVersion;

    /// <summary>The time of asking: what was committed before it counts, and perhaps a no that came after it.</summary>
    public DateTimeOffset EvaluatedAt => decision.EvaluatedAt;

    /// <summary>What makes the processing lawful; null: the regime asks for none.</summary>
    public LegalBasis? LegalBasis => decision.LegalBasis;
}

/// <summary>Why a decision is as it is.</summary>
[Name("Reason")]
[Scope(Scopes.DecisionsRead)]
internal sealed class ReasonRecord(Reason reason)
{
    /// <summary>Stable, such as CONSENT_GIVEN, NO_CONSENT, CONSENT_WITHDRAWN.</summary>
    public string Code => reason.Code;

    /// <summary>One sentence for people.</summary>
    public string Message => reason.Message;

    /// <summary>The id of the rule that was applied.</summary>
    public string? Rule => reason.Rule;

    /// <summary>Where the rule comes from.</summary>
    public string? Citation => reason.Citation;
}
