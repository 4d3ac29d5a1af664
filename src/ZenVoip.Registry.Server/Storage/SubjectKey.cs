namespace ZenVoip.Registry.Server.Storage;

/// <summary>What a decision asks by: an identifier's digest (64 hex characters) or a subject's id.</summary>
internal readonly record struct SubjectKey(string Value, bool IsDigest)
{
    public static SubjectKey Digest(string digest) => new(digest, IsDigest: true);

    public static SubjectKey Id(string subjectId) => new(subjectId, IsDigest: false);
}
