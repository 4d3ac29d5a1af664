namespace ZenVoip.Registry.Server.Storage;

/// <summary>What a decision asks by: an identifier's digest (64 hex characters) or a subject's id.</summary>
internal readonly record struct FactsKey(string Value, bool IsDigest)
{
    public static FactsKey Digest(string digest) => new(digest, IsDigest: true);

    public static FactsKey Id(string subjectId) => new(subjectId, IsDigest: false);
}
