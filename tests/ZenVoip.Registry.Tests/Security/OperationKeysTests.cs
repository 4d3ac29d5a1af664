using ZenVoip.Registry.Grains.Secrecy;

namespace ZenVoip.Registry.Tests.Security;

public sealed class OperationKeysTests
{
    private readonly OperationKeys keys = new([.. Enumerable.Range(0, 32).Select(b => (byte)b)]);

    [Fact]
    public void Keys_and_fingerprints_are_what_another_implementation_computes()
    {
        Assert.Equal(
            "7f9c2e08cf22d3e1bbd66312c6ded12cbf3e990dba1b0e587037dc90bc51ae2e",
            keys.Key("crm", "signup-1"));
        Assert.Equal(
            "6590a4f323d59a010f01db555c3e36126b548654bb20153ce0e4e7ec7965c6e0",
            keys.Fingerprint("{}"u8));
    }

    [Fact]
    public void Two_callers_may_use_one_id() =>
        Assert.NotEqual(keys.Key("crm", "1"), keys.Key("billing", "1"));

    [Fact]
    public void The_border_between_caller_and_id_counts() =>
        Assert.NotEqual(keys.Key("crm", "a1"), keys.Key("crma", "1"));

    [Fact]
    public void Another_digest_key_gives_other_keys() =>
        Assert.NotEqual(keys.Key("crm", "1"), new OperationKeys(new byte[32]).Key("crm", "1"));
}
