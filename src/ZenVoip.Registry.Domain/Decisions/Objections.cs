using ZenVoip.Registry.Domain.Rulebook;

namespace ZenVoip.Registry.Domain.Decisions;

/// <summary>Finds the opt-outs that stand against a case: the person's, and those that digests keep.</summary>
internal static class Objections
{
    /// <summary>The rule of the first block for every controller; null: there is none.</summary>
    /// <remarks>Nothing takes it back but lifting it: it stands before the step that knows exceptions.</remarks>
    public static OptOutRule? OfPlatform(in Case about, PurposeRule rule, int regime)
    {
        foreach (var no in about.Profile.OptOuts)
        {
            if (no.Controller == Controller.Platform && Meaning(no, about, rule, regime) is { } meaning)
                return meaning;
        }

        foreach (var kept in about.Facts.OptOuts)
        {
            if (kept.Controller == Controller.Platform && Of(kept, about) is { } no
                && Meaning(no, about, rule, regime) is { } meaning)
                return meaning;
        }

        return null;
    }

    /// <summary>The rule of the first opt-out from the controller that no later yes has taken back.</summary>
    public static OptOutRule? OfController(in Case about, PurposeRule rule, int regime, in Heard heard)
    {
        foreach (var no in about.Profile.OptOuts)
        {
            if (no.Controller == about.Question.Controller && Stands(no, about, rule, heard)
                && Meaning(no, about, rule, regime) is { } meaning)
                return meaning;
        }

        foreach (var kept in about.Facts.OptOuts)
        {
            if (kept.Controller == about.Question.Controller && Of(kept, about) is { } no
                && Stands(no, about, rule, heard) && Meaning(no, about, rule, regime) is { } meaning)
                return meaning;
        }

        return null;
    }

    private static bool Stands(No no, in Case about, PurposeRule rule, in Heard heard) =>
        rule.CanBeEndedBy(no.Source, named: no.Purpose == about.Question.Purpose)
        && !heard.TakesBack(no.At, rule, about.Now);

    /// <summary>The opt-out as the judged person's own; null: it is kept by somebody else's identifier.</summary>
    private static No? Of(DigestOptOut kept, in Case about) => (about.Person, kept.SubjectId) switch
    {
        // Whatever brought it here is the very identifier that was asked by, and nobody has it.
        (null, _) => Narrowed(kept, link: null),
        ({ } person, null) => Narrowed(kept, person.Link),
        ({ } person, { } holder) when holder == person.SubjectId => Narrowed(kept, kept.Link),
        _ => null,
    };

    private static No Narrowed(DigestOptOut kept, int? link) =>
        new(kept.Controller, kept.Purpose, kept.Channel, link, kept.Source, kept.At);

    /// <summary>The rule that makes the opt-out cover this case; null: it does not.</summary>
    /// <remarks>
    /// Whoever said it to an address that nobody holds may live anywhere: there it means what it means in any regime.
    /// </remarks>
    private static OptOutRule? Meaning(No no, in Case about, PurposeRule rule, int regime)
    {
        if (!about.IsMeantBy(no.Link, no.Channel))
            return null;

        var meaning = MeaningUnder(regime, no, about, rule);
        var elsewhere = about.Person is null ? about.Rules.Clauses.Regimes.Length : 0;
        for (var other = 0; meaning is null && other < elsewhere; other++)
            meaning = MeaningUnder(other, no, about, rule);
        return meaning;
    }

    private static OptOutRule? MeaningUnder(int regime, No no, in Case about, PurposeRule rule)
    {
        var meaning = about.Rules.OptOutRuleFor(no.Source, regime, about.Now);
        var named = no.Purpose is { } purpose && about.IsUnheardOf(purpose) ? null : no.Purpose;
        return meaning.Means(named, no.Channel, about.Question.Purpose, about.Channel, rule) ? meaning : null;
    }
}
