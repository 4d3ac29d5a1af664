using System.Security.Cryptography;
using ZenVoip.Registry.Grains.Secrecy;

namespace ZenVoip.Registry.Tests.Security;

public sealed class SealedBoxTests
{
    [Fact]
    public void The_published_vector_of_AES_256_GCM_gives_the_published_box()
    {
        // Test case 16 of "The Galois/Counter Mode of Operation" (McGrew, Viega).
        const string key = "feffe9928665731c6d6a8f9467308308feffe9928665731c6d6a8f9467308308";
        const string nonce = "cafebabefacedbaddecaf888";
        const string plaintext = "d9313225f88406e5a55909c5aff5269a86a7a9531534f7da2e4c303d8a318a72"
            + "1c3c0c95956809532fcf0e2449a6b525b16aedf5aa0de657ba637b39";
        const string context = "feedfacedeadbeeffeedfacedeadbeefabaddad2";
        const string ciphertext = "522dc1f099567d07f47f37a32a84427d643a8cdcbfe5c0c97598a2bd2555d1aa"
            + "8cb08e48590dbb3da7b08b1056828838c5f61e6393ba7a0abcc9f662";
        const string tag = "76fc6ece0f4e1768cddf8853bb2d551b";
        using var cipher = new AesGcm(Convert.FromHexString(key), SealedBox.TagLength);

        var box = SealedBox.Seal(cipher, [], Hex(nonce), Hex(plaintext), Hex(context));

        Assert.Equal(nonce + ciphertext + tag, Convert.ToHexStringLower(box));
        Assert.Equal(Hex(plaintext), SealedBox.Open(cipher, headerLength: 0, box, Hex(context)));
    }

    [Fact]
    public void A_box_too_short_for_nonce_and_tag_is_refused()
    {
        using var cipher = new AesGcm(new byte[SealedBox.KeyLength], SealedBox.TagLength);

        for (var length = 0; length < 1 + SealedBox.NonceLength + SealedBox.TagLength; length++)
        {
            var box = new byte[length];
            Assert.Throws<SealBrokenException>(() => SealedBox.Open(cipher, headerLength: 1, box, []));
        }
    }

    private static byte[] Hex(string text) => Convert.FromHexString(text);
}
