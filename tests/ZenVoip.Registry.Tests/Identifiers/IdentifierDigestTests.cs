using ZenVoip.Registry.Domain;
using ZenVoip.Registry.Domain.Identifiers;
using ZenVoip.Registry.Server.Identifiers;

namespace ZenVoip.Registry.Tests.Identifiers;

public sealed class IdentifierDigestTests
{
    private static readonly IdentifierDigests Digests = new(Key(first: 0));

    /// <summary>Computed by another implementation of RFC 5869 and RFC 2104. Stored data depends on them.</summary>
    [Theory]
    [InlineData(
        IdentifierType.Phone, "+12025550123",
        "9b0068ca277123bb0935819faba067b379e98ca815e29d8d45dba1a4c5420175")]
    [InlineData(
        IdentifierType.Email, "josé@example.es",
        "bcf91d3d0bd8063149c7dff8d579c29a591ba1b172c268c3fcaff0260fc90cc4")]
    [InlineData(
        IdentifierType.User, "ann",
        "ec8b2ffa48b4ea70acaf493acc815cc2079ef95e056b9ccae6fb8eb1840d0494")]
    public void A_digest_never_changes(IdentifierType type, string value, string digest) =>
        Assert.Equal(digest, Digests.Of(Identifier.TryCreate(type, value)!).Value);

    [Fact]
    public void The_same_text_of_another_type_has_another_digest()
    {
        IdentifierType[] types =
            [IdentifierType.Account, IdentifierType.User, IdentifierType.Cookie, IdentifierType.Device];

        var digests = types.Select(type => Digests.Of(Identifier.TryCreate(type, "ann")!));

        Assert.Equal(types.Length, digests.Distinct().Count());
    }

    [Fact]
    public void Another_key_gives_another_digest()
    {
        var ann = Identifier.TryCreate(IdentifierType.User, "ann")!;

        Assert.NotEqual(Digests.Of(ann), new IdentifierDigests(Key(first: 1)).Of(ann));
    }

    [Fact]
    public void The_longest_identifiers_have_digests_that_depend_on_their_end()
    {
        var user = new string('u', 256);
        var host = string.Join('.', Enumerable.Repeat(new string('h', 60), 4));

        var one = Digests.Of(Identifier.TryCreate(IdentifierType.Sip, $"sip:{user}@{host}:1")!);
        var two = Digests.Of(Identifier.TryCreate(IdentifierType.Sip, $"sip:{user}@{host}:2")!);

        Assert.NotEqual(one, two);
    }

    [Fact]
    public void A_digest_prints_its_first_characters_only()
    {
        var digest = Digests.Of(Identifier.TryCreate(IdentifierType.User, "ann")!);

        Assert.Equal(digest.Value[..8], $"{digest}");
    }

    [Theory]
    [InlineData("")]
    [InlineData(null)]
    [InlineData("00")]
    [InlineData("ABCDEF0123456789abcdef0123456789abcdef0123456789abcdef0123456789")]
    [InlineData("gbcdef0123456789abcdef0123456789abcdef0123456789abcdef0123456789")]
    [InlineData("abcdef0123456789abcdef0123456789abcdef0123456789abcdef01234567890")]
    public void A_digest_is_64_lower_case_hexadecimal_characters(string? text) =>
        Assert.Null(IdentifierDigest.TryParse(text));

    [Fact]
    public void A_digest_survives_being_written_and_read()
    {
        var digest = Digests.Of(Identifier.TryCreate(IdentifierType.User, "ann")!);

        Assert.Equal(digest, IdentifierDigest.TryParse(digest.Value));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(31)]
    [InlineData(33)]
    public void Keys_of_another_length_are_refused(int length) =>
        Assert.Throws<ArgumentException>(() => new IdentifierDigests(new byte[length]));

    private static byte[] Key(int first) =>
        [.. Enumerable.Range(first, IdentifierDigests.KeySize).Select(i => (byte)i)];
}
