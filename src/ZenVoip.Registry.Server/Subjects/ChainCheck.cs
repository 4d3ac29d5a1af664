using ZenVoip.Registry.Grains.Secrecy;
using ZenVoip.Registry.Grains.Subjects;
using ZenVoip.Registry.Server.Storage;

namespace ZenVoip.Registry.Server.Subjects;

/// <summary>Recomputes the keyed chain of journals.</summary>
internal sealed class ChainCheck(JournalChain chain) : IJournalCheck
{
    public bool Links(string subjectId, ReadOnlySpan<byte> previous, JournalRow entry) => JournalChain.Verify(
        chain.Next(
            previous.IsEmpty ? chain.First(subjectId) : previous, subjectId, entry.Sequence, entry.At, entry.Body),
        entry.Link);

    public bool Seals(string subjectId, int entries, ReadOnlySpan<byte> head, ReadOnlySpan<byte> seal) =>
        JournalChain.Verify(chain.Seal(subjectId, entries, head.IsEmpty ? chain.First(subjectId) : head), seal);
}
