using System.Collections.Immutable;
using ZenVoip.Registry.Domain.Rulebook;

namespace ZenVoip.Registry.Domain.Rights;

public sealed partial record RightsBook
{
    /// <summary>
    /// What an objection does at once: purposes to which it is absolute (marketing, sale: GDPR art. 21(2)-(3)), and
    /// those that nobody knows, end; the others that may be objected to are restricted until it is decided
    /// (art. 18(1)(d)); of a contract or a duty nothing changes. A customer decides about its own processing: there
    /// nothing is restricted, but a no that is absolute is heard, and what the customer instructs it has decided.
    /// </summary>
    private static (ImmutableArray<Purpose> Ended, ImmutableArray<Purpose> Contested) Weighed(
        SubmitRightsRequest command, RightsTerms terms, DateTimeOffset now)
    {
        var purposes = command.Purposes.IsEmpty
            ? [.. terms.Rules.Clauses.Purposes.Select(each => each.Code)]
            : command.Purposes;
        var weights = purposes.Distinct().ToLookup(purpose =>
            terms.Rules.Rights.ObjectionTo(purpose, terms.Regimes, terms.Kind, now));
        return command switch
        {
            { Type: not RightsRequestType.Objection } => ([], []),
            { Controller.IsCustomer: false } => ([.. weights[Objection.Absolute]], [.. weights[Objection.Allowed]]),
            { Requester: RequesterRole.Controller } =>
                ([.. weights[Objection.Absolute], .. weights[Objection.Allowed]], []),
            _ => ([.. weights[Objection.Absolute]], []),
        };
    }
}
