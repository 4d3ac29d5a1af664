using System.Text.Json.Serialization.Metadata;
using ZenVoip.Registry.Domain;
using ZenVoip.Registry.Domain.Consents;
using ZenVoip.Registry.Domain.Deletions;
using ZenVoip.Registry.Domain.Identifiers;
using ZenVoip.Registry.Domain.Jurisdictions;
using ZenVoip.Registry.Domain.Retention;
using ZenVoip.Registry.Domain.Rights;
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
        [typeof(ConsentExpired)] = "consent-expired",
        [typeof(OptedOut)] = "opted-out",
        [typeof(ActivityRecorded)] = "activity-recorded",
        [typeof(RetentionStopped)] = "retention-stopped",
        [typeof(RetentionFellDue)] = "retention-fell-due",
        [typeof(LegalHoldPlaced)] = "legal-hold-placed",
        [typeof(LegalHoldReleased)] = "legal-hold-released",
        [typeof(OrdersIssued)] = "orders-issued",
        [typeof(OrderDelivered)] = "order-delivered",
        [typeof(OrderEscalated)] = "order-escalated",
        [typeof(OrderCancelled)] = "order-cancelled",
        [typeof(DeletionConfirmed)] = "deletion-confirmed",
        [typeof(DeletionRetained)] = "deletion-retained",
        [typeof(DeletionWithheld)] = "deletion-withheld",
        [typeof(WithheldEnded)] = "withheld-ended",
        [typeof(CategoryUnheld)] = "category-unheld",
        [typeof(TasksIssued)] = "tasks-issued",
        [typeof(TaskDelivered)] = "task-delivered",
        [typeof(TaskEscalated)] = "task-escalated",
        [typeof(TaskCancelled)] = "task-cancelled",
        [typeof(TaskCompleted)] = "task-completed",
        [typeof(ResultExpired)] = "result-expired",
        [typeof(ErasureBegun)] = "erasure-begun",
        [typeof(ErasureStopped)] = "erasure-stopped",
        [typeof(ErasureEnded)] = "erasure-ended",
        [typeof(SubjectErased)] = "subject-erased",
        [typeof(EvidenceEnded)] = "evidence-ended",
        [typeof(KeysDestroyed)] = "keys-destroyed",
        [typeof(RightsRequestReceived)] = "rights-request-received",
        [typeof(RightsRequestWidened)] = "rights-request-widened",
        [typeof(RightsRequestInstructed)] = "rights-request-instructed",
        [typeof(RightsRegimesJoined)] = "rights-regimes-joined",
        [typeof(RightsRequestAcknowledged)] = "rights-request-acknowledged",
        [typeof(RightsRequestVerified)] = "rights-request-verified",
        [typeof(ClarificationAsked)] = "clarification-asked",
        [typeof(RightsRequestClarified)] = "rights-request-clarified",
        [typeof(RightsRequestExtended)] = "rights-request-extended",
        [typeof(RightsRequestForwarded)] = "rights-request-forwarded",
        [typeof(RightsRequestCompleted)] = "rights-request-completed",
        [typeof(RightsRequestRefused)] = "rights-request-refused",
        [typeof(RightsRequestWithdrawn)] = "rights-request-withdrawn",
        [typeof(RightsRequestExpired)] = "rights-request-expired",
        [typeof(MinorConfirmed)] = "minor-confirmed",
        [typeof(RestrictionLifted)] = "restriction-lifted",
        [typeof(RightsDeadlineNear)] = "rights-deadline-near",
        [typeof(RightsDeadlineMissed)] = "rights-deadline-missed",
        [typeof(ExportExpired)] = "export-expired",
        [typeof(RightsRecordsDropped)] = "rights-records-dropped",
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
        [typeof(RecordActivity)] = "record-activity",
        [typeof(PlaceLegalHold)] = "place-legal-hold",
        [typeof(ReleaseLegalHold)] = "release-legal-hold",
        [typeof(Elapse)] = "elapse",
        [typeof(ConfirmDeletion)] = "confirm-deletion",
        [typeof(NoteDelivery)] = "note-delivery",
        [typeof(CompleteTask)] = "complete-task",
        [typeof(NoteKeysDestroyed)] = "note-keys-destroyed",
        [typeof(SubmitRightsRequest)] = "submit-rights-request",
        [typeof(AcknowledgeRightsRequest)] = "acknowledge-rights-request",
        [typeof(VerifyRightsRequest)] = "verify-rights-request",
        [typeof(AskForClarification)] = "ask-for-clarification",
        [typeof(ClarifyRightsRequest)] = "clarify-rights-request",
        [typeof(ExtendRightsRequest)] = "extend-rights-request",
        [typeof(ForwardRightsRequest)] = "forward-rights-request",
        [typeof(CompleteRightsRequest)] = "complete-rights-request",
        [typeof(RefuseRightsRequest)] = "refuse-rights-request",
        [typeof(WithdrawRightsRequest)] = "withdraw-rights-request",
        [typeof(ConfirmMinor)] = "confirm-minor",
        [typeof(LiftRestriction)] = "lift-restriction",
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
