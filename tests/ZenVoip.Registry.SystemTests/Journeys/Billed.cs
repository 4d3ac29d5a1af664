using System.Text.Json.Nodes;
using ZenVoip.Registry.Grains.Secrecy;
using ZenVoip.Registry.SystemTests.Harness;

namespace ZenVoip.Registry.SystemTests.Journeys;

/// <summary>Somebody erased whose bills a law keeps: for seven years a number must lead to these.</summary>
/// <param name="Id">Of the subject.</param>
internal sealed record Billed(string Id)
{
    private static readonly object Phone = Exercise.Identifier("PHONE", Planted.BilledPhone);

    /// <summary>
    /// They show their number, by which their bills are found; neither an address that others have too, nor a number
    /// that never was theirs.
    /// </summary>
    public static async Task<Billed> Register(RegistryClient client)
    {
        var registered = await client.Change("registerSubject", new
        {
            kind = "CUSTOMER",
            jurisdiction = "DE",
            identifiers = new[]
            {
                Phone, Exercise.Identifier("IP", Planted.BilledIp), Exercise.Identifier("PHONE", Planted.MistakenPhone),
            },
        });
        var id = Requests.Text(registered["subject"]!, "id");
        foreach (var (mutation, input) in new (string, object)[]
        {
            ("unlinkIdentifier", new
            {
                subject = new { id },
                identifier = Exercise.Identifier("PHONE", Planted.MistakenPhone),
                reason = "MISTAKE",
            }),
            ("recordActivity", new { subject = new { id }, category = "BILLING" }),
        })
            Assert.Empty((await client.Change(mutation, input))["errors"]!.AsArray());
        return new(id);
    }

    public Task<string> Demand(RegistryClient client) => client.DemandErasure(Id, Phone);

    /// <summary>With the evidence key, and no other that is left, the number can be read, and nothing else.</summary>
    public async Task OnlyTheNumberOpens(RegistrySettings settings)
    {
        var evidence = SubjectKeyId.EvidenceOf(Id);
        var smith = new Locksmith(settings);
        var opened = await smith.Opened(id => id == evidence);
        Assert.Contains(Planted.BilledPhone[1..], opened, StringComparison.Ordinal);
        Assert.Empty(new Needles(Planted.All).In(
            opened.Replace(Planted.BilledPhone[1..], "", StringComparison.Ordinal)));
        Assert.Empty(new Needles(Planted.All).In(await smith.Opened(id => IsOwn(id) && id != evidence)));
        Assert.Equal(1, await new Burglar(settings).LivingKeys(Id));
    }

    /// <summary>When the law's time has come, the order names the number to who has the bills; then nothing is left.
    /// </summary>
    public async Task IsForgotten(RegistryProcess silo, RegistrySettings later)
    {
        using var billing = await RegistryClient.OfSystem(silo, later, "billing");
        await Wait.Until(async () => await Orders() is [_], () => $"No order of {Id}:\n{silo.Output}");
        var order = Assert.Single(await Orders());
        Assert.Equal(
            Planted.BilledPhone,
            Requests.Text(Assert.Single(order["identifiers"]!.AsArray())!, "value"));
        Assert.Null(await billing.RefusalOf(new { orderId = order["id"], count = 3 }));
        await Wait.Until(async () => await new Burglar(later).LivingKeys(Id) == 0);

        async Task<List<JsonNode>> Orders() =>
        [
            // Its webhook may have been taken before anybody looks.
            .. (await billing.Pull()).Where(order => Requests.Text(order, "subjectId") == Id
                && Requests.Text(order, "status") is "ISSUED" or "DELIVERED"),
        ];
    }

    public bool IsOwn(string keyId) => SubjectKeyId.SubjectOf(keyId) == Id;
}
