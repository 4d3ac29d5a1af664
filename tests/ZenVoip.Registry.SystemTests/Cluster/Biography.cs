using ZenVoip.Registry.SystemTests.Harness;

namespace ZenVoip.Registry.SystemTests.Cluster;

/// <summary>A life in which every command and event occurs, told to several silos in turn.</summary>
internal static class Biography
{
    public static readonly IReadOnlyList<string> Events =
    [
        "subject-registered", "relationship-started", "relationship-ended", "identifier-linked",
        "identifier-verified", "identifier-unlinked", "jurisdiction-observed", "consent-answered", "opted-out",
    ];

    private const string Whole = """
        query($id: ID!) {
          subject(ref: { id: $id }) {
            id version kind status registeredAt nextDue
            jurisdiction { code source regimes determinedAt }
            jurisdictions { code source regimes determinedAt }
            identifiers { type value linkedAt unlinkedAt verified }
            consents {
              identifier { type value } controller purpose channel status at expiresAt
              evidence { method noticeVersion source }
            }
            relationships { controller kind since until }
            optOuts { controller identifier { type value } purpose channel source at liftedAt }
            journal(first: 100) { nodes { sequence recordedAt event actor details } }
          }
        }
        """;

    /// <summary>The subject; wherever it is active, most of the silos that were asked are others.</summary>
    public static async Task<string> Live(IReadOnlyList<RegistryClient> clients)
    {
        var id = await clients[0].Register("PHONE", Fresh.Phone());
        for (var turn = 0; turn < clients.Count; turn++)
        {
            foreach (var (mutation, input, type) in Chapter(id, turn))
            {
                var said = await clients[turn].Say(mutation, input, type);
                Assert.Equal((mutation, id, null, null), (mutation, said.Id, said.Refusal, said.Fault));
            }
        }
        return id;
    }

    public static async Task<string> Read(RegistryClient client, string id) =>
        (await client.Ask(Whole, new { id })).ToJsonString();

    private static IEnumerable<(string Mutation, object Input, string? Type)> Chapter(string id, int turn)
    {
        var subject = Calls.ById(id);
        var controller = $"account-{turn}";
        var address = new { type = "EMAIL", value = Fresh.Email() };
        var evidence = new { method = "WEB_FORM", noticeVersion = "3", source = "Grüße, \"you\" <3 \u2028" };
        yield return ("linkIdentifier", new { subject, identifier = address }, null);
        yield return ("linkIdentifier", new { subject, identifier = address, verified = true }, null);
        yield return ("setJurisdiction", new { subject, jurisdiction = "US-TN", source = "IP" }, null);
        yield return ("startRelationship", new { subject, controller, kind = "END_USER" }, "RelationshipInput");
        yield return ("recordConsent", Calls.Consent(new { identifier = address }, "GIVEN"), null);
        yield return ("recordConsent",
            new { subject, controller, purpose = "marketing", channel = "SMS", status = "REQUESTED", evidence }, null);
        yield return ("recordOptOut",
            new { subject = new { identifier = address }, controller, channel = "EMAIL", source = "STOP", evidence },
            null);
        yield return ("recordOptOut", new { subject, controller = "*", source = "GPC", evidence }, null);
        yield return ("endRelationship", new { subject, controller, kind = "END_USER" }, "RelationshipInput");
        yield return ("unlinkIdentifier", new { subject, identifier = address, reason = "REASSIGNED", evidence }, null);
    }
}
