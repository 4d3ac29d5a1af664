using ZenVoip.Registry.Domain.Deletions;

namespace ZenVoip.Registry.Domain.Subjects;

public sealed partial record Subject
{
    /// <summary>
    /// What can be certified of an erasure that has ended: the same at every reading, until something of it is ordered,
    /// kept back or settled again. Null: it is under way, or the subject has no such erasure.
    /// </summary>
    /// <param name="keyBackups">How long backups of the keys are kept; null: not known.</param>
    public DeletionCertificate? CertificateOf(string cause, TimeSpan? keyBackups)
    {
        if (Deletions.FindErasure(cause) is not { EndedAt: { } endedAt, Reach: var reach })
            return null;
        var certificate = Deletions.Certify(cause, endedAt);
        var erasure = reach is ErasureReach.Person && Tombstone is { } tombstone
            ? new CertifiedErasure
            {
                ErasedAt = tombstone.ErasedAt,
                KeyDestroyedAt = tombstone.KeyDestroyedAt,
                ResidualUntil = tombstone.KeyDestroyedAt + keyBackups,
                EvidenceUntil = tombstone.EvidenceUntil ?? EndOfProof,
                IdentifiersUntil = tombstone.IdentifiersUntil ?? EndOfNeed(tombstone),
            }
            : null;
        return certificate with
        {
            CertifiedAt = certificate.Deletions.SelectMany(line => new[] { line.At, line.SettledAt })
                .Append(erasure?.ErasedAt).Append(erasure?.KeyDestroyedAt).Append(endedAt).Max()!.Value,
            Erasure = erasure,
        };
    }
}
