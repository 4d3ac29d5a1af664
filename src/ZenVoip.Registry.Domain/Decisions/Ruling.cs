using ZenVoip.Registry.Domain.Rulebook;

namespace ZenVoip.Registry.Domain.Decisions;

/// <summary>What one rule makes of one case.</summary>
/// <param name="Code">One of <see cref="ReasonCodes"/>.</param>
/// <param name="Cited">The rule that decided; null: none of the rulebook's.</param>
internal readonly record struct Ruling(DecisionOutcome Outcome, string Code, Rule? Cited)
{
    /// <summary>The order of precedence: the first that matches denies.</summary>
    public static Ruling On(in Case about, PurposeRule rule, int regime, in Heard heard) =>
        Standing(about, rule) ?? Opposition(about, rule, regime, heard) ?? Consent(about, rule, heard);

    public static Ruling Deny(string code, Rule? cited) => new(DecisionOutcome.Deny, code, cited);

    public static Ruling Permit(string code, Rule? cited) => new(DecisionOutcome.Permit, code, cited);

    /// <summary>Steps 1 and 2: what the subject's own state forbids.</summary>
    private static Ruling? Standing(in Case about, PurposeRule rule) => about.Profile switch
    {
        { Status: SubjectStatus.Erased } => Deny(ReasonCodes.Erased, null),
        { Status: SubjectStatus.Merged } => Deny(ReasonCodes.Merged, null),
        { Status: SubjectStatus.Erasing } when !rule.IsEssential => Deny(ReasonCodes.Erasing, null),
        { SuspectedMinor: true } when !rule.IsEssential => Deny(ReasonCodes.SuspectedMinor, AgeLimit(about)),
        _ when !rule.AllowedUnderRestriction && IsRestricted(about) => Deny(ReasonCodes.Restricted, rule),
        _ => null,
    };

    /// <summary>
    /// Steps 3 and 4: blocks and opt-outs. The text puts the platform block before the step that spares essential
    /// purposes, so a block that names an essential purpose denies it; one that names none covers, by the opt-out
    /// rules, no essential purpose anyway. Step 4 spares them but where the operator names one that is theirs to end.
    /// </summary>
    private static Ruling? Opposition(in Case about, PurposeRule rule, int regime, in Heard heard)
    {
        if (Objections.OfPlatform(about, rule, regime) is { } block)
            return Deny(ReasonCodes.PlatformBlock, block);
        if (Objections.OfController(about, rule, regime, heard) is { } optOut)
            return Deny(ReasonCodes.OptedOut, optOut);
        return null;
    }

    /// <summary>Step 5: consent where it is needed, and an objection where it is heard.</summary>
    private static Ruling Consent(in Case about, PurposeRule rule, in Heard heard) => rule switch
    {
        { NeedsConsent: true } when heard.Said is { } said && Heard.IsLive(said, about.Now)
            && rule.KeepsConsent(said.At, about.Now) => Permit(ReasonCodes.ConsentGiven, rule),
        { NeedsConsent: true } => Deny(Lack(heard.Newest, about.Now), rule),
        { IsObjectable: true } when heard.Said is { } said && Heard.IsNo(said.Status) =>
            Deny(Lack(said, about.Now), rule),
        { IsEssential: true } => Permit(ReasonCodes.Essential, rule),
        _ => Permit(ReasonCodes.NoConsentNeeded, rule),
    };

    private static string Lack(Answer? newest, DateTimeOffset now) => newest?.Status switch
    {
        null => ReasonCodes.NoConsent,
        ConsentStatus.Refused => ReasonCodes.ConsentRefused,
        ConsentStatus.Withdrawn => ReasonCodes.ConsentWithdrawn,
        ConsentStatus.Invalidated => ReasonCodes.ConsentInvalidated,
        ConsentStatus.Requested when Instants.Lasts(newest.ExpiresAt, now) => ReasonCodes.ConsentRequested,
        _ => ReasonCodes.ConsentExpired,
    };

    private static bool IsRestricted(in Case about)
    {
        foreach (var limit in about.Profile.Restrictions)
        {
            if ((limit.Controller == about.Question.Controller || limit.Controller == Controller.Platform)
                && limit.Covers(about.Question.Purpose))
                return true;
        }

        // A restriction that cannot be found is still one.
        return about.Profile is { Status: SubjectStatus.Restricted, SuspectedMinor: false, Restrictions.IsEmpty: true };
    }

    private static AgeLimit? AgeLimit(in Case about)
    {
        var now = about.Now;
        var observed = about.Profile.Jurisdictions.Where(each => each.CountsAt(now)).Select(each => each.Code);
        return about.Rules.AgeLimitOf([.. observed], now);
    }
}
