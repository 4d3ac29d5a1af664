using System.Collections.Immutable;
using ZenVoip.Registry.Domain.Consents;
using ZenVoip.Registry.Domain.Deletions;
using ZenVoip.Registry.Domain.Identifiers;
using ZenVoip.Registry.Domain.Jurisdictions;
using ZenVoip.Registry.Domain.Retention;
using ZenVoip.Registry.Domain.Rulebook;

namespace ZenVoip.Registry.Domain.Subjects;

/// <summary>What is asked for.</summary>
/// <param name="Right">ACCESS or PORTABILITY.</param>
/// <param name="Controller">Whose processing it is about: another controller's is not shown.</param>
/// <param name="Verified">
/// The numbers of the links that were shown to be the person's, for this request, or by which the customer who
/// instructs it named the person: a stranger who knows one identifier must not learn the others.
/// </param>
public sealed record ExportScope(RightsRequestType Right, Controller Controller, ImmutableHashSet<int> Verified);

/// <summary>Writes the export of a person: a function of the books, the rules and the time.</summary>
/// <param name="Systems">The systems that hold data.</param>
public sealed partial record ExportBooks(
    Subject Subject,
    RetentionBook Retention,
    HoldBook Holds,
    DeletionBook Deletions,
    ImmutableArray<HolderSystem> Systems)
{
    /// <exception cref="ArgumentException">The scope names another right.</exception>
    public Export Write(ExportScope scope, Rules rules, DateTimeOffset now) => scope.Right switch
    {
        RightsRequestType.Access => All(scope, rules, now),
        RightsRequestType.Portability => Portable(All(scope, rules, now), scope, rules),
        _ => throw new ArgumentException("Only ACCESS and PORTABILITY are answered by an export.", nameof(scope)),
    };

    private Export All(ExportScope scope, Rules rules, DateTimeOffset now)
    {
        Regime[] regimes = [.. rules.RegimesOf(Subject.Jurisdictions.At(now).Select(seen => seen.Code))];
        return new()
        {
            Right = scope.Right,
            Subject = Subject.Id,
            Controller = scope.Controller,
            GeneratedAt = now,
            RulebookVersion = rules.Version,
            Regimes = [.. regimes.Select(regime => regime.Name)],
            Identifiers = [.. LinksIn(scope).Select(link => Shown(link, scope))],
            Relationships =
            [
                .. Subject.Relationships.Relationships.Where(one => one.Controller == scope.Controller),
            ],
            Jurisdictions = scope.Controller.IsCustomer ? [] : Subject.Jurisdictions.Observations,
            Consents = [.. ConsentsIn(scope).Select(one => Shown(one, scope, now))],
            OptOuts = [.. OptOutsIn(scope).Select(one => Shown(one, scope, rules, regimes, now))],
            Purposes = [.. rules.Clauses.Purposes.Select(one => Told(one, scope, rules, regimes, now))],
            Categories = [.. rules.Clauses.Retention.Categories.Select(one => Told(one, scope, rules))
                .Where(one => !one.Systems.IsEmpty || !one.Retention.IsEmpty)],
            Deletions = [.. Deletions.Orders.Where(one => one.Controller == scope.Controller).Select(Told)],
            Requests = [.. RequestsIn(scope).Select(one => Told(one, scope, rules))],
            Restrictions = [.. Subject.Rights.AllRestrictions.Where(one => Concerns(one.Controller, scope))],
            Tasks = [.. Deletions.Tasks.Where(one => one.Controller == scope.Controller).Select(Told)],
            Withheld = WithheldIn(scope, rules),
            Unheld = UnheldIn(scope),
            Erasures = ErasuresIn(scope),
            History = History(scope, rules, regimes, now),
            Redactions = [.. Redactions(scope, ConsentsIn(scope), OptOutsIn(scope)), .. MissingWords(scope)],
        };
    }

    private IEnumerable<Consent> ConsentsIn(ExportScope scope) =>
        Subject.Consents.Consents.Where(one => Concerns(one.Controller, scope));

    private IEnumerable<OptOut> OptOutsIn(ExportScope scope) =>
        Last(Subject.OptOuts.OptOuts, scope, one => scope.Controller.IsCustomer ? null : one.At);

    /// <summary>
    /// What the person provided (GDPR art. 20(1)(a)): not what was concluded, nor what only the registry knows.
    /// </summary>
    private Export Portable(Export all, ExportScope scope, Rules rules)
    {
        var purposes = all.Purposes.Where(one => one.Bases.Any(IsPortable)).ToImmutableArray();
        var answers = all.Consents.Where(one => purposes.Any(purpose => purpose.Code == one.Purpose))
            .ToImmutableArray();
        var isCustomer = all.Relationships.Any(one => one.Kind is SubjectKind.Customer);
        return all with
        {
            Identifiers = [.. all.Identifiers.Where(one => isCustomer
                || answers.Any(answer => answer.Identifier == one.Number))],
            Relationships = [],
            Jurisdictions = [.. all.Jurisdictions.Where(one =>
                one.Source is JurisdictionSource.Declared or JurisdictionSource.Billing)],
            Consents = answers,
            OptOuts = [],
            Purposes = purposes,
            Categories = [.. all.Categories.Where(one => rules.Retention.Find(one.Code) is { IsPortable: true })],
            Deletions = [],
            Requests = [],
            Restrictions = [],
            Tasks = [],
            Withheld = [],
            Unheld = [],
            Erasures = [],
            History = new([], [], []),
            Redactions =
            [
                .. Redactions(
                    scope, ConsentsIn(scope).Where(one => purposes.Any(purpose => purpose.Code == one.Purpose)), []),
            ],
        };
    }

    private static bool IsPortable(LegalBasis basis) => basis is LegalBasis.Consent or LegalBasis.Contract;

    /// <summary>What is said to everybody on the platform is said to this controller too.</summary>
    private static bool Concerns(Controller said, ExportScope scope) =>
        said == scope.Controller || said == Controller.Platform;

    /// <summary>
    /// Of what ZenVoIP knows by itself, a customer is told nothing: neither where the person was seen, nor that there
    /// are identifiers besides those that it named.
    /// </summary>
    private IEnumerable<Link> LinksIn(ExportScope scope) =>
        Subject.Identifiers.Links.Where(link => NumberIn(scope, link.Number) is not null);

    /// <summary>Null: there is none, or the customer did not name it.</summary>
    private static int? NumberIn(ExportScope scope, int? link) =>
        link is { } number && scope.Controller.IsCustomer && !scope.Verified.Contains(number) ? null : link;

    private static RedactionReason? Hidden(Link link, ExportScope scope) => link switch
    {
        { Reason: UnlinkReason.Mistake } => RedactionReason.AnotherPerson,
        _ when !scope.Verified.Contains(link.Number) => RedactionReason.NotVerified,
        _ => null,
    };

    private static ExportedIdentifier Shown(Link link, ExportScope scope) => new(
        link.Number,
        link.Identifier.Type,
        Hidden(link, scope) is null ? link.Identifier.Value : null,
        link.Verified,
        link.LinkedAt,
        link.UnlinkedAt,
        link.Reason);

    private static ExportedDeletion Told(DeletionOrder order) => new()
    {
        Category = order.Category,
        System = order.System,
        Status = order.Status,
        IssuedAt = order.IssuedAt,
        SettledAt = order.SettledAt,
        Method = order.Method,
        RetainedUntil = order.RetainedUntil,
        Ground = order.Ground,
        ResidualUntil = order.ResidualUntil,
        Cutoff = order.Cutoff,
        Count = order.Count,
        Cause = order.Cause,
    };

    private ExportedConsent Shown(Consent one, ExportScope scope, DateTimeOffset now) => new()
    {
        Controller = one.Controller,
        Purpose = one.Purpose,
        Channel = one.Channel,
        Identifier = NumberIn(scope, one.Link),
        Status = one.StatusAt(now),
        At = one.At,
        ExpiresAt = one.ExpiresAt,
        Evidence = Hidden(one.Link ?? one.Via, scope) is null ? one.Evidence : null,
    };

    private ExportedOptOut Shown(
        OptOut one, ExportScope scope, Rules rules, Regime[] regimes, DateTimeOffset now)
    {
        var ended = rules.Clauses.Purposes.Where(purpose =>
            RulesFor(purpose, scope, rules, regimes, now).Any(found => Ends(one, purpose.Code, found, rules, now)));
        return new()
        {
            Controller = one.Controller,
            Purpose = one.Purpose,
            Covers = [.. ended.Select(purpose => purpose.Code)],
            Channel = one.Channel,
            Identifier = NumberIn(scope, one.Link),
            Source = one.Source,
            At = one.At,
            LiftedAt = one.LiftedAt,
            Evidence = Hidden(one.Link ?? one.Via, scope) is null ? one.Evidence : null,
        };
    }

    /// <summary>Evidence may name what it came by.</summary>
    private RedactionReason? Hidden(int? link, ExportScope scope) =>
        link is { } number ? Hidden(Subject.Identifiers.Links[number], scope) : null;

    private ExportedPurpose Told(
        PurposeDefinition one, ExportScope scope, Rules rules, Regime[] regimes, DateTimeOffset now)
    {
        PurposeRule[] found = [.. RulesFor(one, scope, rules, regimes, now).Select(each => each.Rule)];
        return new(
            one.Code,
            one.Description,
            [.. found.Select(rule => rule.Basis).OfType<LegalBasis>().Distinct().Order()],
            [.. found.Select(rule => rule.Citation).Distinct()]);
    }

    private static bool Ends(OptOut no, Purpose purpose, Found found, Rules rules, DateTimeOffset now)
    {
        var named = no.Purpose is { } one && rules.Find(one) is null ? null : no.Purpose;
        return (no.Controller == Controller.Platform || found.Rule.CanBeEndedBy(no.Source, named: named == purpose))
            && rules.OptOutRuleFor(no.Source, found.Regime, now)
                .Means(named, no.Channel, purpose, found.Channel, found.Rule);
    }

    private IEnumerable<Found> RulesFor(
        PurposeDefinition one, ExportScope scope, Rules rules, Regime[] regimes, DateTimeOffset now)
    {
        var kind = Subject.Relationships.KindTo(scope.Controller);
        IEnumerable<Channel?> channels = one.Channels.IsEmpty ? [null] : one.Channels.Select(each => (Channel?)each);
        return from channel in channels
               from regime in regimes
               select new Found(regime, channel, rules.RuleFor(one.Code, regime, channel, kind, now));
    }

    private ExportedCategory Told(CategoryDefinition one, ExportScope scope, Rules rules) => new(
        one.Code,
        one.Description,
        one.Recipients,
        one.Sources,
        one.Transfers,
        [.. Systems.Where(system => system.Categories.Contains(one.Code)).Select(system => system.Name)],
        [.. Retention.Clocks.Where(clock => clock.Controller == scope.Controller && clock.Category == one.Code)
            .Select(clock => Told(clock, rules))]);

    private ExportedRetention Told(RetentionClock clock, Rules rules) => new(
        clock.Event,
        clock.StartedAt,
        clock.DueAt,
        clock.KeepUntil,
        [.. rules.Clauses.Retention.Rules
            .Where(rule => rule.Id == clock.Rule || rule.Id == clock.Terms.KeepRule)
            .Select(Said)],
        Holds.HoldsOn(clock.Controller, clock.Category).Any());

    /// <summary>
    /// Of an answer that is told, its evidence may be missing: a customer is not told by what else that came.
    /// </summary>
    private IEnumerable<Redaction> Redactions(
        ExportScope scope, IEnumerable<Consent> consents, IEnumerable<OptOut> optOuts)
    {
        var holds = Holds.Holds.Count(hold => hold.Controller is not { } only || only == scope.Controller);
        return
        [
            .. Missing("identifiers", LinksIn(scope).Select(link => Hidden(link, scope))),
            .. Missing("consents", consents.Select(one => one.Link ?? one.Via), scope),
            .. Missing("optOuts", optOuts.Select(one => one.Link ?? one.Via), scope),
            .. holds > 0 ? [new Redaction("legalHolds", RedactionReason.LegalMatter, holds)] : Array.Empty<Redaction>(),
        ];
    }

    /// <summary>Of evidence that came by these links.</summary>
    private IEnumerable<Redaction> Missing(string what, IEnumerable<int?> links, ExportScope scope) =>
        Missing(what, links.Select(link => Hidden(NumberIn(scope, link), scope)));

    private static IEnumerable<Redaction> Missing(string what, IEnumerable<RedactionReason?> hidden) =>
        from reason in hidden.OfType<RedactionReason>()
        group reason by reason into same
        select new Redaction(what, same.Key, same.Count());

    /// <summary>The rule that applies to a purpose under a regime, over a channel.</summary>
    private readonly record struct Found(Regime Regime, Channel? Channel, PurposeRule Rule);
}
