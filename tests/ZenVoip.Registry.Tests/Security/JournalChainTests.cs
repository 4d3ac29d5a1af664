using CsCheck;
using ZenVoip.Registry.Grains.Secrecy;

namespace ZenVoip.Registry.Tests.Security;

public sealed class JournalChainTests
{
    private static readonly byte[] DigestKey = [.. Enumerable.Range(0, 32).Select(b => (byte)b)];
    private static readonly DateTimeOffset At = new DateTimeOffset(2026, 11, 23, 20, 45, 0, TimeSpan.Zero)
        .AddMicroseconds(123456);

    private readonly JournalChain chain = new(DigestKey);

    [Fact]
    public void The_chain_is_what_another_implementation_computes()
    {
        // Computed with Python's hmac and hashlib and the HKDF of its cryptography package.
        var first = chain.First("sub_known");
        var next = chain.Next(first, "sub_known", sequence: 1, At, [0x0a, 0x0b]);
        var seal = chain.Seal("sub_known", count: 1, next);

        Assert.Equal("77aaf58fab94a15661855b8b135db10294e502b863b9df881e07941a891a14b5", Hex(first));
        Assert.Equal("eff58ce4128cb1d769c6d7d67921d5d1578dbeca29edf8b990019efdaffb617f", Hex(next));
        Assert.Equal("bef5af3146943ab2f8d7c7f7798919d07a26c04670293c7b6540070c9cd2ffb6", Hex(seal));
    }

    [Fact]
    public void Every_part_of_an_entry_counts()
    {
        var first = chain.First("sub_a");
        var link = chain.Next(first, "sub_a", sequence: 1, At, [1, 2]);

        byte[][] others =
        [
            chain.Next(chain.First("sub_b"), "sub_a", sequence: 1, At, [1, 2]),
            chain.Next(first, "sub_b", sequence: 1, At, [1, 2]),
            chain.Next(first, "sub_a", sequence: 2, At, [1, 2]),
            chain.Next(first, "sub_a", sequence: 1, At.AddMicroseconds(1), [1, 2]),
            chain.Next(first, "sub_a", sequence: 1, At, [1, 3]),
            chain.Next(first, "sub_a", sequence: 1, At, [1]),
            new JournalChain(new byte[32]).Next(first, "sub_a", sequence: 1, At, [1, 2]),
        ];

        Assert.All(others, other => Assert.False(JournalChain.Verify(link, other)));
    }

    [Fact]
    public void The_instant_counts_as_the_database_keeps_it()
    {
        var first = chain.First("sub_a");
        var finer = chain.Next(first, "sub_a", sequence: 1, At.AddTicks(9), [1]);
        var inParis = chain.Next(first, "sub_a", sequence: 1, At.ToOffset(TimeSpan.FromHours(1)), [1]);

        var stored = chain.Next(first, "sub_a", sequence: 1, At, [1]);

        Assert.True(JournalChain.Verify(stored, finer));
        Assert.True(JournalChain.Verify(stored, inParis));
    }

    [Fact]
    public void The_seal_notices_a_cut_tail()
    {
        var one = chain.Next(chain.First("sub_a"), "sub_a", sequence: 1, At, [1]);
        var two = chain.Next(one, "sub_a", sequence: 2, At, [2]);
        var seal = chain.Seal("sub_a", count: 2, two);

        Assert.True(JournalChain.Verify(seal, chain.Seal("sub_a", count: 2, two)));
        Assert.False(JournalChain.Verify(seal, chain.Seal("sub_a", count: 1, one)));
        Assert.False(JournalChain.Verify(seal, chain.Seal("sub_a", count: 1, two)));
        Assert.False(JournalChain.Verify(seal, chain.Seal("sub_b", count: 2, two)));
    }

    [Fact]
    public void Changing_dropping_or_swapping_an_entry_changes_the_head() =>
        Gen.Select(Gen.Byte.Array[1, 20].Array[2, 12], Gen.Int[0, 1_000_000], Gen.Int[0, 2])
            .Sample((bodies, pick, change) =>
            {
                var at = pick % (bodies.Length - 1);
                var tampered = change switch
                {
                    0 => bodies.Select((b, i) => i == at ? [.. b, 0] : b).ToArray(),
                    1 => bodies.Where((_, i) => i != at).ToArray(),
                    _ => [.. bodies[..at], bodies[at + 1], bodies[at], .. bodies[(at + 2)..]],
                };
                var same = tampered.Length == bodies.Length
                    && tampered.Zip(bodies).All(pair => pair.First.SequenceEqual(pair.Second));
                return JournalChain.Verify(Head(bodies), Head(tampered)) == same;
            });

    [Fact]
    public void A_link_of_the_wrong_length_is_no_link()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => chain.Next([], "sub_a", sequence: 1, At, [1]));
        Assert.Throws<ArgumentOutOfRangeException>(() => chain.Seal("sub_a", count: 0, new byte[31]));
        Assert.Throws<ArgumentOutOfRangeException>(() => new JournalChain(new byte[31]));
    }

    private byte[] Head(byte[][] bodies)
    {
        var head = chain.First("sub_a");
        for (var i = 0; i < bodies.Length; i++) head = chain.Next(head, "sub_a", i + 1, At, bodies[i]);
        return head;
    }

    private static string Hex(byte[] bytes) => Convert.ToHexStringLower(bytes);
}
