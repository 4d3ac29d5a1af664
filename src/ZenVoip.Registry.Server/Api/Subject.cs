using GraphQL;
using ZenVoip.Registry.Domain;
using ZenVoip.Registry.Domain.Identifiers;
using ZenVoip.Registry.Domain.Rulebook;
using ZenVoip.Registry.Server.Deletions;
using ZenVoip.Registry.Server.Guard;
using ZenVoip.Registry.Server.Security;
using ZenVoip.Registry.Server.Subjects;
using Subject = ZenVoip.Registry.Domain.Subjects.Subject;

namespace ZenVoip.Registry.Server.Api;

/// <summary>One person, as the registry knows them.</summary>
[Name("Subject")]
[Implements(typeof(INode))]
[Scope(Scopes.SubjectsRead)]
internal sealed class SubjectNode(Subject subject, DateTimeOffset now) : INode
{
    private const int PageSize = 50;

    /// <summary>`sub_` and a random part. Never holds personal data.</summary>
    [Id]
    [Scope(Scopes.SubjectsRead, Scopes.SubjectsWrite, Scopes.RightsManage)]
    public string Id => subject.Id;

    /// <summary>The number of journal entries: grows with every change.</summary>
    [Scope(Scopes.SubjectsRead, Scopes.SubjectsWrite, Scopes.RightsManage)]
    public int Version => subject.Version;

    /// <summary>The strongest open relationship; REQUESTER where none is open.</summary>
    [Scope(Scopes.SubjectsRead, Scopes.SubjectsWrite, Scopes.RightsManage)]
    public SubjectKind Kind => subject.Relationships.Kind;

    /// <summary>Where the subject stands in its life.</summary>
    [Scope(Scopes.SubjectsRead, Scopes.SubjectsWrite, Scopes.RightsManage)]
    public SubjectStatus Status => subject.Status;

    /// <summary>When the person became known.</summary>
    public DateTimeOffset RegisteredAt => subject.RegisteredAt;

    /// <summary>
    /// The next time at which something happens by itself, such as a deletion or the end of a consent; null: nothing.
    /// </summary>
    public DateTimeOffset? NextDue([FromServices] Rules rules) => subject.NextDue(rules, now);

    /// <summary>Where the person lives, by the strongest source; null: never observed.</summary>
    public JurisdictionRecord? Jurisdiction([FromServices] Rules rules) =>
        subject.Jurisdictions.Strongest(now) is { } strongest ? JurisdictionRecord.Of(strongest, rules) : null;

    /// <summary>Every observation that counts: the union of their regimes applies.</summary>
    public IEnumerable<JurisdictionRecord> Jurisdictions([FromServices] Rules rules) =>
        subject.Jurisdictions.At(now).Select(observation => JurisdictionRecord.Of(observation, rules));

    /// <summary>Every identifier that the person holds or held, in the order of linking; none of somebody erased.
    /// </summary>
    public IEnumerable<LinkedIdentifier> Identifiers => subject.Tombstone is null
        ? LinkedIdentifier.Of(subject.Identifiers.Links)
        : [];

    /// <summary>The newest answer for each controller, purpose, channel and identifier.</summary>
    public IEnumerable<ConsentRecord> Consents =>
        subject.Consents.Consents.Select(consent => new ConsentRecord(consent, Held(consent.Link), now));

    /// <summary>How the person stands, and stood, to controllers.</summary>
    public IEnumerable<RelationshipRecord> Relationships =>
        subject.Relationships.Relationships.Select(known => new RelationshipRecord(known));

    /// <summary>Every no that needs no consent to withdraw from.</summary>
    public IEnumerable<OptOutRecord> OptOuts => subject.OptOuts.OptOuts
        .DistinctBy(known => (known.Words, known.Link, known.At))
        .Select(known => new OptOutRecord(known, Held(known.Link)));

    /// <summary>What runs until data is deleted.</summary>
    public IEnumerable<RetentionClockRecord> Retention =>
        subject.Retention.Clocks.Select(clock => new RetentionClockRecord(clock));

    /// <summary>The legal holds that are not released.</summary>
    [Scope(Scopes.SubjectsRead, Scopes.RightsManage)]
    public IEnumerable<LegalHoldRecord> LegalHolds => subject.Holds.Holds.Select(hold => new LegalHoldRecord(hold));

    /// <summary>
    /// The deletion orders: settled ones for 90 days at least, of late data 7, of an erasure 24 months after its end.
    /// </summary>
    public IEnumerable<DeletionOrderNode> Orders =>
        subject.Deletions.Orders.Select(order => DeletionOrderNode.Of(subject, order));

    /// <summary>Restrictions of processing, open and lifted ones.</summary>
    public IEnumerable<RestrictionRecord> Restrictions =>
        subject.Rights.AllRestrictions.Select(known => new RestrictionRecord(known));

    /// <summary>The rights requests, also closed ones as long as their record is kept.</summary>
    public IEnumerable<RightsRequestNode> Requests =>
        subject.Rights.Requests.Select(request => new RightsRequestNode(subject, request));

    /// <summary>What is certified of each erasure that has ended: for 24 months, of somebody erased for good.</summary>
    [Scope(Scopes.RightsManage)]
    [Costs(QueryCost.Document)]
    public IEnumerable<CertificateNode> Certificates(
        [FromServices] CertificateSigner signer, [FromServices] RegistrySecurityOptions settings) =>
        from erasure in subject.Deletions.Erasures
        let certificate = subject.CertificateOf(erasure.Cause, settings.KeyBackupRetention)
        where certificate is not null
        select new CertificateNode(erasure.Cause, certificate.CertifiedAt, signer.Sign(certificate));

    /// <summary>Everything that ever happened to the subject, in order. Of somebody erased, names without details.
    /// </summary>
    /// <param name="first">At most so many entries, 1 to 100; null: 50.</param>
    /// <param name="after">A cursor: what comes after it.</param>
    public Task<JournalConnection> Journal(
        [FromServices] SubjectReading reading, int? first = PageSize, string? after = null) =>
        reading.Journal(subject, first ?? PageSize, after);

    private Link? Held(int? link) =>
        link is { } number && subject.Tombstone is null ? subject.Identifiers.Links[number] : null;
}

/// <summary>An interval in which a person holds an identifier.</summary>
[Name("Identifier")]
[Scope(Scopes.SubjectsRead, Scopes.DeletionsConfirm)]
internal sealed class LinkedIdentifier(Link link)
{
    /// <summary>What is not forgotten of them.</summary>
    internal static IEnumerable<LinkedIdentifier> Of(IEnumerable<Link> links) =>
        links.Where(link => !link.Identifier.IsForgotten).Select(link => new LinkedIdentifier(link));

    /// <summary>What kind of identifier it is.</summary>
    public IdentifierType Type => link.Identifier.Type;

    /// <summary>The canonical value.</summary>
    public string Value => link.Identifier.Value;

    /// <summary>Since when the person holds it.</summary>
    public DateTimeOffset LinkedAt => link.LinkedAt;

    /// <summary>Until when they held it; null: they hold it.</summary>
    public DateTimeOffset? UnlinkedAt => link.UnlinkedAt;

    /// <summary>The person had shown that it is theirs when it was linked. Each rights request asks anew.</summary>
    public bool Verified => link.Verified;
}

/// <summary>An interval in which a person stands to a controller in one way.</summary>
[Name("Relationship")]
[Scope(Scopes.SubjectsRead)]
internal sealed class RelationshipRecord(Domain.Subjects.Relationship relationship)
{
    /// <summary>`zenvoip`, or the account code of a customer.</summary>
    public string Controller => relationship.Controller.Value;

    /// <summary>How the person stands to it.</summary>
    public SubjectKind Kind => relationship.Kind;

    /// <summary>Since when.</summary>
    public DateTimeOffset Since => relationship.Since;

    /// <summary>Until when; null: it is open.</summary>
    public DateTimeOffset? Until => relationship.Until;
}
