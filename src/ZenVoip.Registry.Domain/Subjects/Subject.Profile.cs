using ZenVoip.Registry.Domain.Decisions;
using ZenVoip.Registry.Domain.Deletions;

namespace ZenVoip.Registry.Domain.Subjects;

public sealed partial record Subject
{
    /// <summary>What decisions need to know, and nothing that identifies.</summary>
    public DecisionProfile Profile() => new()
    {
        Status = Status,
        SuspectedMinor = Rights.SuspectsMinor,
        Relationships = Relationships.Standings,
        Jurisdictions = [.. Jurisdictions.Observations.Select(known => new ObservedIn(known.Code, known.ExpiresAt))],
        Addresses =
        [
            .. Identifiers.Links.Where(link => link.IsOpen)
                .Select(link => new Address(link.Number, link.Identifier.Type)),
        ],
        Answers =
        [
            .. Consents.Consents.Select(consent => new Answer(
                consent.Controller, consent.Purpose, consent.Channel, Now(consent.Link),
                consent.Status, consent.At, consent.ExpiresAt)),
        ],
        OptOuts =
        [
            .. OptOuts.OptOuts.Select(known => new No(
                known.Controller, known.Purpose, known.Channel,
                known.LiftedAt is null ? Now(known.Link) : known.Link, known.Source, known.At)).Distinct(),
        ],
        Restrictions =
        [
            .. Rights.Restrictions.Select(each => new Limit(each.Controller, each.Ground.ToString())
            {
                Purposes = each.Purposes,
            }),
            // Where the person lives on, whoever erases them may use nothing any more.
            .. Deletions.Erasures.Where(erasure => erasure is { IsOpen: true, Reach: ErasureReach.Controller })
                .Select(erasure => new Limit(erasure.Controller, nameof(RightsRequestType.Erasure))),
        ],
    };

    /// <summary>
    /// The open link with the same identifier: what was said by a number that left and came back stands
    /// (its grants ended when it left, so only a no can). Where none is open, the link that it was: a no outlives its
    /// address for purposes without channels.
    /// </summary>
    private int? Now(int? link) =>
        link is { } number ? Identifiers.Holds(Identifiers.Links[number].Digest)?.Number ?? number : null;
}
