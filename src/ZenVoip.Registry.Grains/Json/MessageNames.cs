using System.Text.Json.Serialization.Metadata;
using ZenVoip.Registry.Domain;
using ZenVoip.Registry.Domain.Consents;
using ZenVoip.Registry.Domain.Identifiers;
using ZenVoip.Registry.Domain.Jurisdictions;
using ZenVoip.Registry.Domain.Subjects;

namespace ZenVoip.Registry.Grains.Json;

/// <summary>
/// The names under which messages are stored and sent. They are added, never changed: journals hold them for years.
/// </summary>
public static class MessageNames
{
    public static IReadOnlyDictionary<Type, string> Events { get; } = new Dictionary<Type, string>
    {
        [typeof(SubjectRegistered)] = "subject-registered",
        [typeof(RelationshipStarted)] = "relationship-started",
        [typeof(RelationshipEnded)] = "relationship-ended",
        [typeof(IdentifierLinked)] = "identifier-linked",
        [typeof(IdentifierVerified)] = "identifier-verified",
        [typeof(IdentifierUnlinked)] = "identifier-unlinked",
        [typeof(JurisdictionObserved)] = "jurisdiction-observed",
        [typeof(ConsentAnswered)] = "consent-answered",
        [typeof(OptedOut)] = "opted-out",
    };

    public static IReadOnlyDictionary<Type, string> Commands { get; } = new Dictionary<Type, string>
    {
        [typeof(RegisterSubject)] = "register-subject",
        [typeof(StartRelationship)] = "start-relationship",
        [typeof(EndRelationship)] = "end-relationship",
        [typeof(LinkIdentifier)] = "link-identifier",
        [typeof(UnlinkIdentifier)] = "unlink-identifier",
        [typeof(ObserveJurisdiction)] = "observe-jurisdiction",
        [typeof(RecordConsent)] = "record-consent",
        [typeof(RecordOptOut)] = "record-opt-out",
    };

    /// <summary>Lets the serializer tell them apart.</summary>
    internal static void Discriminate(JsonTypeInfo info)
    {
        var names = info.Type == typeof(SubjectEvent) ? Events
            : info.Type == typeof(SubjectCommand) ? Commands
            : null;
        if (names is null)
            return;
        info.PolymorphismOptions = new JsonPolymorphismOptions { TypeDiscriminatorPropertyName = "$" };
        foreach (var (type, name) in names)
            info.PolymorphismOptions.DerivedTypes.Add(new JsonDerivedType(type, name));
    }
}
