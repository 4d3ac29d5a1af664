using System.Text.Json;
using ZenVoip.Registry.Domain;
using ZenVoip.Registry.Domain.Identifiers;
using ZenVoip.Registry.Domain.Jurisdictions;
using ZenVoip.Registry.Domain.Subjects;
using ZenVoip.Registry.Grains.Json;
using ZenVoip.Registry.Server.Subjects;
using static ZenVoip.Registry.Tests.Subjects.Told;

namespace ZenVoip.Registry.Tests.Calls;

/// <summary>By what repetitions are compared: what the caller sent, not what the registry made of it.</summary>
public sealed class AskedTests
{
    private static readonly DigestedIdentifier Number = Phone("+12045550123", "US");

    [Fact]
    public void A_repetition_after_a_release_that_knows_numbers_better_is_the_same()
    {
        var later = Number with { Region = In("CA") };

        Assert.Equal(Text(Registers(Number)), Text(Registers(later)));
        Assert.Equal(Text(new LinkIdentifier(Number)), Text(new LinkIdentifier(later)));
    }

    [Fact]
    public void A_national_number_that_is_read_as_another_one_by_now_is_the_same()
    {
        var later = Phone("+33612345678", "FR");

        Assert.Equal(Text(Registers(Number), "0612345678"), Text(Registers(later), "0612345678"));
        Assert.Equal(Text(new LinkIdentifier(Number), "0612345678"), Text(new LinkIdentifier(later), "0612345678"));
        Assert.Equal(Text(Leaves(Number), "0612345678"), Text(Leaves(later), "0612345678"));
    }

    [Fact]
    public void A_repetition_after_the_rulebook_changed_a_lifetime_is_the_same() => Assert.Equal(
        Text(new ObserveJurisdiction(In("DE"), JurisdictionSource.Ip, Noon)),
        Text(new ObserveJurisdiction(In("DE"), JurisdictionSource.Ip)));

    [Fact]
    public void What_the_caller_changes_is_another_request()
    {
        string[] texts =
        [
            Text(Registers(Number), "2045550123"),
            Text(Registers(Number), "2045550124"),
            Text(Registers(Number with { Verified = true }), "2045550123"),
            Text(new LinkIdentifier(Number), "2045550123"),
            Text(new LinkIdentifier(Number), "2045550124"),
            Text(new LinkIdentifier(Number with { Verified = true }), "2045550123"),
            Text(Leaves(Number), "2045550123"),
            Text(Leaves(Number), "2045550124"),
            Text(new ObserveJurisdiction(In("DE"), JurisdictionSource.Ip)),
            Text(new ObserveJurisdiction(In("FR"), JurisdictionSource.Ip)),
        ];

        Assert.Equal(texts.Distinct(), texts);
    }

    private static RegisterSubject Registers(DigestedIdentifier identifier) =>
        new(SubjectKind.Customer, Controller.ZenVoip, In("DE"), [identifier]);

    private static UnlinkIdentifier Leaves(DigestedIdentifier identifier) =>
        new(identifier.Digest, UnlinkReason.Changed);

    private static string Text(SubjectCommand command, params string[] written) =>
        JsonSerializer.Serialize(new Asked(command, [.. written]), RegistryJson.Options);
}
