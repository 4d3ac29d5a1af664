using ZenVoip.Registry.Grains.Secrecy;
using ZenVoip.Registry.Server.Security;

namespace ZenVoip.Registry.Tests.Security;

public sealed class MasterKeyTests
{
    [Fact]
    public void What_another_implementation_wrapped_is_unwrapped()
    {
        // Made with OpenSSL through Python's cryptography package: key 00..1f, nonce 64..6f.
        var master = new MasterKey([.. Enumerable.Range(0, 32).Select(b => (byte)b)]);
        var wrapped = Convert.FromHexString(
            "015b4233286465666768696a6b6c6d6e6f1b9d9cfe5f1cda02df42d95d525bc587"
            + "74dc5fb6ea76fe6d2876847f022f063481421008f3ebd44a6fbb0d8f5e50092f");

        var dataKey = master.Unwrap("sub_known", wrapped);

        Assert.Equal([.. Enumerable.Range(32, 32).Select(b => (byte)b)], dataKey);
    }

    [Fact]
    public void Every_flipped_bit_of_a_wrap_is_refused()
    {
        var masters = new MasterKeys(new(TestKeys.Bytes(1)), previous: []);
        var wrapped = masters.Current.Wrap("sub_a", TestKeys.Bytes(7));

        for (var bit = 0; bit < wrapped.Length * 8; bit++)
        {
            var flipped = wrapped.ToArray();
            flipped[bit / 8] ^= (byte)(1 << (bit % 8));
            var fault = Assert.ThrowsAny<Exception>(() => masters.Unwrap("sub_a", flipped));
            Assert.True(fault is SealBrokenException or WrapUnknownException);
        }
    }

    [Fact]
    public void A_current_key_that_is_also_listed_as_previous_is_one_key()
    {
        var masters = new MasterKeys(new(TestKeys.Bytes(1)), [new(TestKeys.Bytes(1)), new(TestKeys.Bytes(2))]);

        Assert.Single(masters.Previous);
    }
}
