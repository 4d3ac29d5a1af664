using ZenVoip.Registry.SystemTests.Harness;

namespace ZenVoip.Registry.SystemTests.Cluster;

/// <summary>A call that is refused, and with what.</summary>
internal sealed record RefusedCall(string Code, string Mutation, object Input, string? Type = null);

/// <summary>One call for every refusal that a subject itself pronounces.</summary>
internal static class RefusedCalls
{
    /// <param name="id">Holds the first phone number; somebody else the second.</param>
    public static IReadOnlyList<RefusedCall> Of(string id, string own, string another)
    {
        var subject = Calls.ById(id);
        var nobodys = Phone(Fresh.Phone());
        var evidence = new { method = "WEB_FORM" };
        var later = "2100-01-01T00:00:00Z";
        return
        [
            new("VERSION_CONFLICT", "setJurisdiction",
                new { subject, jurisdiction = "DE", source = "BILLING", expectedVersion = 77 }),
            new("IDENTIFIER_TAKEN", "linkIdentifier", new { subject, identifier = Phone(another) }),
            new("NOT_LINKED", "unlinkIdentifier", new { subject, identifier = nobodys }),
            new("TIME_IN_FUTURE", "unlinkIdentifier", new { subject, identifier = Phone(own), at = later }),
            new("TIME_BEFORE_LINK", "unlinkIdentifier",
                new { subject, identifier = Phone(own), at = "2001-01-01T00:00:00Z" }),
            new("RELATIONSHIP_NOT_FOUND", "endRelationship",
                new { subject, controller = "acme", kind = "END_USER" }, "RelationshipInput"),
            new("PURPOSE_UNKNOWN", "recordConsent", new { subject, purpose = "nonsense", status = "GIVEN", evidence }),
            new(
                "CHANNEL_REQUIRED",
                "recordConsent",
                new { subject, purpose = "marketing", status = "GIVEN", evidence }),
            new("STATUS_NOT_RECORDABLE", "recordConsent",
                new { subject, purpose = "marketing", channel = "SMS", status = "EXPIRED", evidence }),
            new("CONTROLLER_NOT_ALLOWED", "recordConsent",
                new { subject, controller = "*", purpose = "marketing", channel = "SMS", status = "GIVEN", evidence }),
            new("SUBJECT_NOT_FOUND", "recordOptOut",
                new { subject = Calls.ById($"{id[..^4]}0000"), source = "STOP", evidence }),
            new("SUBJECT_NOT_FOUND", "linkIdentifier",
                new { subject = Calls.By("PHONE", Fresh.Phone()), identifier = nobodys }),
        ];
    }

    private static object Phone(string number) => new { type = "PHONE", value = number };
}
