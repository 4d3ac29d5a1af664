using System.Text.Json.Nodes;
using ZenVoip.Registry.SystemTests.Harness;

namespace ZenVoip.Registry.SystemTests.Journeys;

/// <summary>A good input for every mutation, with all its fields; a person is named in both ways.</summary>
internal static class Inputs
{
    /// <summary>Of the person that is named.</summary>
    public static readonly string Number = Fresh.Phone();

    private static readonly string Phone = $$"""{ "type": "PHONE", "value": "{{Number}}" }""";
    private static readonly string Email = $$"""{ "type": "EMAIL", "value": "{{Fresh.Email()}}" }""";

    private const string Evidence = """{ "method": "web-form", "noticeVersion": "1", "source": "page" }""";
    private const string Named = "\"operationId\": null, \"expectedVersion\": null";
    private const string Consent = $$"""
        "controller": "zenvoip", "purpose": "marketing", "channel": "SMS", "status": "GIVEN",
        "evidence": {{Evidence}}, "at": null, {{Named}}
        """;
    private const string Relationship = $$"""
        "controller": "zenvoip", "kind": "CUSTOMER", "at": null, {{Named}}
        """;

    private static readonly Dictionary<string, string> OfSubjects = new(StringComparer.Ordinal)
    {
        ["linkIdentifier"] = $$""" "identifier": {{Email}}, "verified": true, {{Named}} """,
        ["unlinkIdentifier"] = $$"""
            "identifier": {{Phone}}, "reason": "CHANGED", "at": null, "evidence": {{Evidence}}, {{Named}}
            """,
        ["setJurisdiction"] = $""" "jurisdiction": "DE", "source": "DECLARED", {Named} """,
        ["recordConsent"] = Consent,
        ["recordOptOut"] = $$"""
            "controller": "zenvoip", "purpose": "marketing", "channel": "SMS", "source": "STOP",
            "evidence": {{Evidence}}, "at": null, "operationId": null
            """,
        ["recordActivity"] = $"""
            "controller": "zenvoip", "event": "CREATED", "category": "MESSAGE_CONTENT", "at": null, {Named}
            """,
        ["startRelationship"] = Relationship,
        ["endRelationship"] = Relationship,
    };

    /// <param name="id">Of a subject that holds the number.</param>
    public static IReadOnlyDictionary<string, JsonObject[]> Of(string id)
    {
        string[] subjects = [$$"""{ "id": "{{id}}" }""", $$"""{ "identifier": {{Phone}} }"""];
        var all = OfSubjects.ToDictionary(input => input.Key, input => subjects
            .Select(subject => Written($$"""{ "subject": {{subject}}, {{input.Value}} }""")).ToArray());
        all["recordConsents"] = [.. subjects
            .Select(subject => Written($$"""{ "items": [{ "subject": {{subject}}, {{Consent}} }] }"""))];
        all["registerSubject"] = [Written($$"""
            {
              "kind": "CUSTOMER", "controller": "zenvoip", "jurisdiction": "DE", "onTaken": "REFUSE",
              "identifiers": [{{Email}}, { "type": "COOKIE", "value": "c-1" }], "operationId": null
            }
            """)];
        return all;
    }

    private static JsonObject Written(string json) => JsonNode.Parse(json)!.AsObject();
}
