using ZenVoip.Registry.Domain;
using ZenVoip.Registry.Domain.Consents;
using ZenVoip.Registry.Domain.Subjects;
using ZenVoip.Registry.Grains.Secrecy;

namespace ZenVoip.Registry.Grains.Subjects;

/// <summary>
/// Which key seals what (ADR 17): the data key all of the living; the evidence key the answers to consent, and the
/// identifiers that a tombstone still needs; the tombstone key what names nobody.
/// </summary>
internal static class SubjectSeal
{
    /// <param name="after">The subject after the event.</param>
    public static string Of(Subject after, SubjectEvent @event) => (after.Tombstone, @event) switch
    {
        (not null, _) => SubjectKeyId.TombstoneOf(after.Id),
        (_, ConsentAnswered) => SubjectKeyId.EvidenceOf(after.Id),
        _ => after.Id,
    };

    public static string Of(Subject subject) => subject switch
    {
        { Tombstone: null } => subject.Id,
        { NamesNobody: true } => SubjectKeyId.TombstoneOf(subject.Id),
        _ => SubjectKeyId.EvidenceOf(subject.Id),
    };
}
