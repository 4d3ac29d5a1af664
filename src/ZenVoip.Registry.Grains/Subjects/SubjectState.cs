using ZenVoip.Registry.Domain.Subjects;

namespace ZenVoip.Registry.Grains.Subjects;

/// <summary>What is sealed in the state row: the subject, and where its journal stands.</summary>
/// <param name="Head">The chain's last link.</param>
/// <param name="Profile">The digest of the profile that was written with it; null: an older build wrote it.</param>
/// <param name="HasEvidence">Something was sealed with the evidence key: it was made.</param>
internal sealed record SubjectState(Subject Subject, byte[] Head, byte[]? Profile = null, bool HasEvidence = false);
