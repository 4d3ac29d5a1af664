using GraphQL;
using ZenVoip.Registry.Domain;
using ZenVoip.Registry.Domain.Jurisdictions;
using ZenVoip.Registry.Domain.Retention;
using ZenVoip.Registry.Domain.Rights;
using ZenVoip.Registry.Domain.Subjects;
using ZenVoip.Registry.Server.Guard;
using ZenVoip.Registry.Server.Security;
using ZenVoip.Registry.Server.Subjects;

namespace ZenVoip.Registry.Server.Api;

/// <summary>
/// What can be changed. A refusal is data in `errors`, a fault is a GraphQL error.
/// </summary>
[Name("Mutation")]
internal sealed class Mutation
{
    /// <summary>Makes a person known, with what they are known by.</summary>
    /// <param name="input">Who they are.</param>
    [Scope(Scopes.SubjectsWrite)]
    public static Task<SubjectPayload> RegisterSubject(
        IResolveFieldContext context, [FromServices] SubjectChanges changes, RegisterSubjectInput input) =>
        changes.Register(input, context.Caller(), context.CancellationToken);

    /// <summary>
    /// Says that an identifier is a person's. Refused with IDENTIFIER_TAKEN when it is somebody else's.
    /// </summary>
    /// <param name="input">Whose it is.</param>
    [Scope(Scopes.SubjectsWrite)]
    public static Task<SubjectPayload> LinkIdentifier(
        IResolveFieldContext context, [FromServices] SubjectChanges changes, LinkIdentifierInput input) =>
        changes.Link(input, context.Caller(), context.CancellationToken);

    /// <summary>
    /// Says that an identifier is no longer a person's. Grants bound to it end; opt-outs stay with it.
    /// </summary>
    /// <param name="input">Whose it was, and why it is theirs no longer.</param>
    [Scope(Scopes.SubjectsWrite)]
    public static Task<SubjectPayload> UnlinkIdentifier(
        IResolveFieldContext context, [FromServices] SubjectChanges changes, UnlinkIdentifierInput input) =>
        changes.Unlink(input, context.Caller(), context.CancellationToken);

    /// <summary>Says where a person was observed to live.</summary>
    /// <param name="input">Where, and from what.</param>
    [Scope(Scopes.SubjectsWrite)]
    public static Task<SubjectPayload> SetJurisdiction(
        IResolveFieldContext context, [FromServices] SubjectChanges changes, SetJurisdictionInput input) =>
        changes.Send(input.Subject, input.OperationId, input.ExpectedVersion,
            context.CallerAs(input.Source is JurisdictionSource.Operator),
            changes.Observation(input), context.CancellationToken);

    /// <summary>
    /// Says what the subject answered: GIVEN, REFUSED or WITHDRAWN (REQUESTED opens a double opt-in).
    /// </summary>
    /// <param name="input">What they answered, to whom, and how it is known.</param>
    [Scope(Scopes.SubjectsWrite)]
    [NeverLimited]
    public static Task<SubjectPayload> RecordConsent(
        IResolveFieldContext context, [FromServices] SubjectChanges changes, RecordConsentInput input) =>
        changes.Consent(input, context.Caller(), context.CancellationToken);

    /// <summary>The same for many subjects, each on its own: at most 1,000; one payload for each, in order.</summary>
    /// <param name="input">What they answered.</param>
    [Scope(Scopes.SubjectsWrite)]
    [NeverLimited]
    [SizedBy("input.items")]
    public static Task<SubjectPayload[]> RecordConsents(
        IResolveFieldContext context, [FromServices] SubjectChanges changes, RecordConsentsInput input) =>
        changes.Consents(input, context.Caller(), context.CancellationToken);

    /// <summary>
    /// STOP, an objection, GPC, an opt-out of sale: a no whatever the legal basis. No state and no limit refuses it.
    /// </summary>
    /// <param name="input">Who says no, to whom, and how it is known.</param>
    [Scope(Scopes.SubjectsWrite)]
    [NeverLimited]
    public static Task<SubjectPayload> RecordOptOut(
        IResolveFieldContext context, [FromServices] SubjectChanges changes, RecordOptOutInput input) =>
        changes.OptOut(
            input, context.CallerAs(input.Source is OptOutSource.Operator), context.CancellationToken);

    /// <summary>Says how a person stands to a controller from now on.</summary>
    /// <param name="input">To whom, and how.</param>
    [Scope(Scopes.SubjectsWrite)]
    public static Task<SubjectPayload> StartRelationship(
        IResolveFieldContext context, [FromServices] SubjectChanges changes, RelationshipInput input) =>
        changes.Relate(input, context.Caller(),
            controller => new StartRelationship(controller, input.Kind, input.At), context.CancellationToken);

    /// <summary>Says that a person no longer stands to a controller in a way.</summary>
    /// <param name="input">To whom, and how.</param>
    [Scope(Scopes.SubjectsWrite)]
    public static Task<SubjectPayload> EndRelationship(
        IResolveFieldContext context, [FromServices] SubjectChanges changes, RelationshipInput input) =>
        changes.Relate(input, context.Caller(),
            controller => new EndRelationship(controller, input.Kind, input.At), context.CancellationToken);

    /// <summary>
    /// Makes a holder of personal data known, or replaces all that is known of it. The first answer tells a secret.
    /// </summary>
    /// <param name="input">What it holds, and how it is told.</param>
    [Scope(Scopes.RegistryAdmin)]
    public static Task<HolderSystemPayload> RegisterHolderSystem(
        IResolveFieldContext context, [FromServices] HolderChanges changes, RegisterHolderSystemInput input) =>
        changes.Register(input, context.Caller(), context.CancellationToken);

    /// <summary>Makes a new signing secret. For a while webhooks are signed with the old one as well.</summary>
    /// <param name="input">For which system.</param>
    [Scope(Scopes.RegistryAdmin)]
    public static Task<HolderSystemPayload> RotateSigningSecret(
        IResolveFieldContext context, [FromServices] HolderChanges changes, RotateSigningSecretInput input) =>
        changes.Rotate(input, context.Caller(), context.CancellationToken);

    /// <summary>Has dead letters tried again at once, as if they were new.</summary>
    /// <param name="input">Of which system, and which.</param>
    [Scope(Scopes.RegistryAdmin)]
    public static Task<ReplayDeliveriesPayload> ReplayDeliveries(
        IResolveFieldContext context, [FromServices] HolderChanges changes, ReplayDeliveriesInput input) =>
        changes.Replay(input, context.CancellationToken);

    /// <summary>Says what happened to a category of data, from which its retention clock runs.</summary>
    /// <param name="input">To what data, and what.</param>
    [Scope(Scopes.SubjectsWrite)]
    public static Task<SubjectPayload> RecordActivity(
        IResolveFieldContext context, [FromServices] SubjectChanges changes, RecordActivityInput input) =>
        changes.Activity(input, context.Caller(), context.CancellationToken);

    /// <summary>Stops the deletion of some categories, also what is ordered already, until it is released.</summary>
    /// <param name="input">What it keeps, and why.</param>
    [Scope(Scopes.RightsManage)]
    public static Task<SubjectPayload> PlaceLegalHold(
        IResolveFieldContext context, [FromServices] SubjectChanges changes, PlaceLegalHoldInput input) =>
        changes.Hold(input, context.Caller(), context.CancellationToken);

    /// <summary>Ends a legal hold: what became due meanwhile is ordered deleted, unless another keeps it.</summary>
    /// <param name="input">Which.</param>
    [Scope(Scopes.RightsManage)]
    public static Task<SubjectPayload> ReleaseLegalHold(
        IResolveFieldContext context, [FromServices] SubjectChanges changes, ReleaseLegalHoldInput input) =>
        changes.Send(input.Subject, input.OperationId, input.ExpectedVersion, context.Caller(),
            new ReleaseLegalHold(input.HoldId), context.CancellationToken);

    /// <summary>A holder system says that it deleted, or that it retains until a time on a ground.</summary>
    /// <param name="input">What became of which order.</param>
    [Scope(Scopes.DeletionsConfirm)]
    public static Task<DeletionOrderPayload> ConfirmDeletion(
        IResolveFieldContext context, [FromServices] WorkChanges work, ConfirmDeletionInput input) =>
        work.Confirm(input, context.Caller(), context.CancellationToken);

    /// <summary>Exercises a right: opens a request, or widens the open one. A no takes effect at once.</summary>
    /// <param name="input">Who asks whom for what.</param>
    [Scope(Scopes.RightsManage)]
    [NeverLimited]
    public static Task<RightsRequestPayload> SubmitRightsRequest(
        IResolveFieldContext context, [FromServices] RequestChanges changes, SubmitRightsRequestInput input) =>
        changes.Submit(input, context.Caller(), context.CancellationToken);

    /// <summary>Says that it was established who asked: what the request is about is set going.</summary>
    /// <param name="input">Which, and how.</param>
    [Scope(Scopes.RightsManage)]
    public static Task<RightsRequestPayload> VerifyRightsRequest(
        IResolveFieldContext context, [FromServices] RequestChanges changes, VerifyRightsRequestInput input) =>
        changes.Verify(input, context.Caller(), context.CancellationToken);

    /// <summary>Says that the person was told that their request was received.</summary>
    /// <param name="input">Which, and when.</param>
    [Scope(Scopes.RightsManage)]
    public static Task<RightsRequestPayload> AcknowledgeRightsRequest(
        IResolveFieldContext context, [FromServices] RequestChanges changes, AcknowledgeRightsRequestInput input) =>
        changes.Send(input.RequestId, input.OperationId, context.Caller(),
            new AcknowledgeRightsRequest(input.RequestId, input.At), context.CancellationToken);

    /// <summary>Says that the person was asked what they mean; where the law says so, its clock stands.</summary>
    /// <param name="input">Which, and what.</param>
    [Scope(Scopes.RightsManage)]
    public static Task<RightsRequestPayload> AskForClarification(
        IResolveFieldContext context, [FromServices] RequestChanges changes, AskForClarificationInput input) =>
        changes.Send(input.RequestId, input.OperationId, context.Caller(),
            new AskForClarification(input.RequestId, input.Question, input.At), context.CancellationToken);

    /// <summary>Says what the person answered.</summary>
    /// <param name="input">Which, and what.</param>
    [Scope(Scopes.RightsManage)]
    public static Task<RightsRequestPayload> ClarifyRightsRequest(
        IResolveFieldContext context, [FromServices] RequestChanges changes, ClarifyRightsRequestInput input) =>
        changes.Send(input.RequestId, input.OperationId, context.Caller(),
            new ClarifyRightsRequest(input.RequestId, input.Answer, input.At), context.CancellationToken);

    /// <summary>Says that the person was told in time that, and why, it takes longer: once.</summary>
    /// <param name="input">Which, and why.</param>
    [Scope(Scopes.RightsManage)]
    public static Task<RightsRequestPayload> ExtendRightsRequest(
        IResolveFieldContext context, [FromServices] RequestChanges changes, ExtendRightsRequestInput input) =>
        changes.Send(input.RequestId, input.OperationId, context.Caller(),
            new ExtendRightsRequest(input.RequestId, input.Reason, input.NotifiedAt), context.CancellationToken);

    /// <summary>Says that the request went to the customer who answers for it, and that the person was told.</summary>
    /// <param name="input">Which, and to whom.</param>
    [Scope(Scopes.RightsManage)]
    public static Task<RightsRequestPayload> ForwardRightsRequest(
        IResolveFieldContext context, [FromServices] RequestChanges changes, ForwardRightsRequestInput input) =>
        changes.Forward(input, context.Caller(), context.CancellationToken);

    /// <summary>Closes a request: it is done, in whole or but for a ground, and the person was told.</summary>
    /// <param name="input">Which, and what they were told.</param>
    [Scope(Scopes.RightsManage)]
    public static Task<RightsRequestPayload> CompleteRightsRequest(
        IResolveFieldContext context, [FromServices] RequestChanges changes, CompleteRightsRequestInput input) =>
        changes.Send(input.RequestId, input.OperationId, context.Caller(),
            new CompleteRightsRequest(input.RequestId, input.NotifiedAt, input.Reason, input.Ground),
            context.CancellationToken);

    /// <summary>Closes a request: it is refused, and the person was told why and where to complain.</summary>
    /// <param name="input">Which, and on what ground.</param>
    [Scope(Scopes.RightsManage)]
    public static Task<RightsRequestPayload> RefuseRightsRequest(
        IResolveFieldContext context, [FromServices] RequestChanges changes, RefuseRightsRequestInput input) =>
        changes.Send(input.RequestId, input.OperationId, context.Caller(),
            new RefuseRightsRequest(input.RequestId, input.Ground, input.NotifiedAt, input.Reason),
            context.CancellationToken);

    /// <summary>Closes a request that the person took back. What has ended stays so.</summary>
    /// <param name="input">Which.</param>
    [Scope(Scopes.RightsManage)]
    public static Task<RightsRequestPayload> WithdrawRightsRequest(
        IResolveFieldContext context, [FromServices] RequestChanges changes, WithdrawRightsRequestInput input) =>
        changes.Send(input.RequestId, input.OperationId, context.Caller(),
            new WithdrawRightsRequest(input.RequestId), context.CancellationToken);

    /// <summary>Says that a reported person is a minor: their data is ordered deleted.</summary>
    /// <param name="input">Which report, and how it is known.</param>
    [Scope(Scopes.RightsManage)]
    public static Task<RightsRequestPayload> ConfirmMinor(
        IResolveFieldContext context, [FromServices] RequestChanges changes, ConfirmMinorInput input) =>
        changes.Send(input.RequestId, input.OperationId, context.Caller(),
            new ConfirmMinor(input.RequestId, input.Method), context.CancellationToken);

    /// <summary>Ends a restriction that a person had asked for.</summary>
    /// <param name="input">Of which request.</param>
    [Scope(Scopes.RightsManage)]
    public static Task<RightsRequestPayload> LiftRestriction(
        IResolveFieldContext context, [FromServices] RequestChanges changes, LiftRestrictionInput input) =>
        changes.Send(input.RequestId, input.OperationId, context.Caller(),
            new LiftRestriction(input.RequestId, input.NotifiedAt), context.CancellationToken);

    /// <summary>A holder system did what a task asks for.</summary>
    /// <param name="input">Which task, and with what result.</param>
    [Scope(Scopes.DeletionsConfirm)]
    public static Task<HolderTaskPayload> CompleteTask(
        IResolveFieldContext context, [FromServices] WorkChanges work, CompleteTaskInput input) =>
        work.Complete(input, context.Caller(), context.CancellationToken);
}
