using System.Security.Cryptography;
using System.Text;
using CsCheck;
using ZenVoip.Registry.Grains.Secrecy;

namespace ZenVoip.Registry.Tests.Security;

public sealed class SubjectKeyTests
{
    private static readonly Gen<byte[]> Plaintexts = Gen.Byte.Array[0, 600];

    [Fact]
    public void What_another_implementation_sealed_is_opened()
    {
        // Made with OpenSSL through Python's cryptography package: key 00..1f, nonce 64..6f.
        using var key = new SubjectKey("sub_known", [.. Enumerable.Range(0, 32).Select(b => (byte)b)]);
        var @sealed = Convert.FromHexString(
            "016465666768696a6b6c6d6e6f0f691ddaba7633ae2d934addb47fe377cbd290d3556a4a");

        var opened = key.Open(@sealed, SealPurpose.State, number: 7);

        Assert.Equal("Grüße", Encoding.UTF8.GetString(opened));
    }

    [Fact]
    public void What_was_sealed_is_opened() =>
        Gen.Select(Plaintexts, Gen.Long).Sample((plaintext, number) =>
        {
            using var key = NewKey("sub_a");
            var @sealed = key.Seal(plaintext, SealPurpose.Journal, number);
            return key.Open(@sealed, SealPurpose.Journal, number).SequenceEqual(plaintext);
        });

    [Fact]
    public void Every_flipped_bit_is_refused()
    {
        using var key = NewKey("sub_a");
        var @sealed = key.Seal("twenty bytes of text"u8, SealPurpose.State, number: 1);

        for (var bit = 0; bit < @sealed.Length * 8; bit++)
        {
            var flipped = @sealed.ToArray();
            flipped[bit / 8] ^= (byte)(1 << (bit % 8));
            Assert.Throws<SealBrokenException>(() => key.Open(flipped, SealPurpose.State, number: 1));
        }
    }

    [Fact]
    public void A_cut_value_is_refused()
    {
        using var key = NewKey("sub_a");
        var @sealed = key.Seal("text"u8, SealPurpose.State, number: 1);

        for (var length = 0; length < @sealed.Length; length++)
        {
            var cut = @sealed[..length];
            Assert.Throws<SealBrokenException>(() => key.Open(cut, SealPurpose.State, number: 1));
        }
    }

    [Fact]
    public void A_value_cannot_be_moved_to_another_subject_purpose_or_number()
    {
        var bytes = RandomNumberGenerator.GetBytes(SubjectKey.Length);
        using var key = new SubjectKey("sub_a", bytes);
        using var other = new SubjectKey("sub_b", bytes);
        var @sealed = key.Seal("text"u8, SealPurpose.State, number: 1);

        Assert.Throws<SealBrokenException>(() => other.Open(@sealed, SealPurpose.State, number: 1));
        Assert.Throws<SealBrokenException>(() => key.Open(@sealed, SealPurpose.Journal, number: 1));
        Assert.Throws<SealBrokenException>(() => key.Open(@sealed, SealPurpose.State, number: 2));
    }

    [Fact]
    public void Another_key_of_the_same_subject_opens_nothing()
    {
        using var key = NewKey("sub_a");
        using var other = NewKey("sub_a");
        var @sealed = key.Seal("text"u8, SealPurpose.State, number: 1);

        Assert.Throws<SealBrokenException>(() => other.Open(@sealed, SealPurpose.State, number: 1));
    }

    [Fact]
    public void No_two_of_100_000_nonces_are_the_same()
    {
        using var key = NewKey("sub_a");

        var nonces = Enumerable.Range(0, 100_000)
            .Select(_ => Convert.ToHexString(key.Seal([], SealPurpose.State, number: 1).AsSpan(1, 12)))
            .ToHashSet();

        Assert.Equal(100_000, nonces.Count);
    }

    [Fact]
    public void A_disposed_key_neither_seals_nor_opens()
    {
        var key = NewKey("sub_a");
        var @sealed = key.Seal("text"u8, SealPurpose.State, number: 1);

        key.Dispose();

        Assert.Throws<ObjectDisposedException>(() => key.Seal("text"u8, SealPurpose.State, number: 1));
        Assert.Throws<ObjectDisposedException>(() => key.Open(@sealed, SealPurpose.State, number: 1));
    }

    private static SubjectKey NewKey(string subjectId) =>
        new(subjectId, RandomNumberGenerator.GetBytes(SubjectKey.Length));
}
