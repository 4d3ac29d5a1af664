using ZenVoip.Registry.Domain;
using ZenVoip.Registry.Domain.Consents;
using ZenVoip.Registry.Domain.Identifiers;
using ZenVoip.Registry.Domain.Jurisdictions;
using ZenVoip.Registry.Domain.Retention;
using ZenVoip.Registry.Domain.Rulebook;
using ZenVoip.Registry.Domain.Subjects;
using ZenVoip.Registry.Grains.Json;
using ZenVoip.Registry.Server.Guard;
using ZenVoip.Registry.Server.Security;
using ZenVoip.Registry.Server.Subjects;

namespace ZenVoip.Registry.Server.Api;

/// <summary>Reads the inputs of mutations into commands of the domain, and answers with payloads.</summary>
internal sealed class SubjectChanges(
    SubjectCalls calls,
    Registration registration,
    SubjectReading reading,
    ReferenceReader references,
    Rules rules,
    MintId mint,
    TimeProvider clock,
    Faults faults)
{
    /// <summary>The most items of one bulk mutation.</summary>
    public const int MaxItems = 1_000;

    public async Task<SubjectPayload> Register(
        RegisterSubjectInput input, Caller caller, CancellationToken cancellation)
    {
        if (ReferenceReader.Check(input.Controller, out var controller) is { } refusal)
            return Refused(refusal);
        if (!OperationReplay.IsValid(input.OperationId))
            return Refused(EdgeRefusals.OperationIdInvalid);
        var written = input.Identifiers ?? [];
        // Before each of them is read and looked up.
        if (written.Length > IdentifierBook.MaxOpen)
            return Refused(Refusals.IdentifierLimit with { Field = "identifiers" });
        var identifiers = Array.ConvertAll(
            written,
            identifier => references.Identifier(identifier, input.Jurisdiction?.Country.Value));
        var unread = Array.FindIndex(identifiers, read => read.Refusal is not null);
        if (unread >= 0)
            return Refused(identifiers[unread].Refusal! with { Field = $"identifiers.{unread}.value" });
        var command = new RegisterSubject(
            input.Kind, controller, input.Jurisdiction, [.. identifiers.Select(read => read.Value!)]);
        return Payload(await registration.Register(
            command,
            [.. written.Select(ReferenceReader.Written)],
            input.OnTaken is OnTaken.ReturnOwner,
            caller.Client,
            input.OperationId,
            cancellation));
    }

    public async Task<SubjectPayload> Link(LinkIdentifierInput input, Caller caller, CancellationToken cancellation)
    {
        var country = await CountryOf(input.Subject, input.Identifier, cancellation);
        var identifier = references.Identifier(input.Identifier, country, input.Verified ?? false);
        return identifier.Value is { } known
            ? await Send(input.Subject, input.OperationId, input.ExpectedVersion, caller,
                new LinkIdentifier(known), cancellation, named: input.Identifier)
            : Refused(identifier.Refusal!);
    }

    public async Task<SubjectPayload> Unlink(
        UnlinkIdentifierInput input, Caller caller, CancellationToken cancellation)
    {
        var country = await CountryOf(input.Subject, input.Identifier, cancellation);
        var identifier = references.Identifier(input.Identifier, country);
        return identifier.Value is { } known
            ? await Send(input.Subject, input.OperationId, input.ExpectedVersion, caller,
                new UnlinkIdentifier(known.Digest, input.Reason, input.At, input.Evidence?.ToDomain()),
                cancellation, named: input.Identifier)
            : Refused(identifier.Refusal!);
    }

    public ObserveJurisdiction Observation(SetJurisdictionInput input) => new(
        input.Jurisdiction,
        input.Source,
        rules.LifetimeOf(WireNames.Of(input.Source))?
            .After(clock.GetUtcNow().ToMicroseconds()));

    public Task<SubjectPayload> Consent(RecordConsentInput input, Caller caller, CancellationToken cancellation) =>
        ReferenceReader.Check(input.Controller, out var controller) is { } refusal
            ? Task.FromResult(Refused(refusal))
            : Send(input.Subject, input.OperationId, input.ExpectedVersion, caller, new RecordConsent
            {
                Controller = controller,
                Purpose = input.Purpose,
                Channel = input.Channel,
                Status = input.Status,
                Evidence = input.Evidence.ToDomain(),
                At = input.At,
            }, cancellation, controller);

    public Task<SubjectPayload[]> Consents(
        RecordConsentsInput input, Caller caller, CancellationToken cancellation) =>
        BulkMutation.Run(input.Items, MaxItems, item => references.KeyOf(item.Subject),
            item => Consent(item, caller, cancellation), faults, cancellation);

    public Task<SubjectPayload> OptOut(RecordOptOutInput input, Caller caller, CancellationToken cancellation) =>
        ReferenceReader.Check(input.Controller, out var controller) is { } refusal
            ? Task.FromResult(Refused(refusal))
            : Send(input.Subject, input.OperationId, expectedVersion: null, caller, new RecordOptOut
            {
                Controller = controller,
                Purpose = input.Purpose,
                Channel = input.Channel,
                Source = input.Source,
                Evidence = input.Evidence.ToDomain(),
                At = input.At,
            }, cancellation, controller);

    public Task<SubjectPayload> Relate(
        RelationshipInput input,
        Caller caller,
        Func<Controller, SubjectCommand> command,
        CancellationToken cancellation) =>
        ReferenceReader.Check(input.Controller, out var controller) is { } refusal
            ? Task.FromResult(Refused(refusal))
            : Send(input.Subject, input.OperationId, input.ExpectedVersion, caller, command(controller), cancellation);

    public Task<SubjectPayload> Activity(
        RecordActivityInput input, Caller caller, CancellationToken cancellation) =>
        ReferenceReader.Check(input.Controller, out var controller) is { } refusal
            ? Task.FromResult(Refused(refusal))
            : Send(input.Subject, input.OperationId, input.ExpectedVersion, caller,
                new RecordActivity(controller, input.Event, input.Category, input.At), cancellation);

    public Task<SubjectPayload> Hold(PlaceLegalHoldInput input, Caller caller, CancellationToken cancellation)
    {
        var controller = Controller.ZenVoip;
        return input.Controller is not null && ReferenceReader.Check(input.Controller, out controller) is { } refusal
            ? Task.FromResult(Refused(refusal))
            : Send(input.Subject, input.OperationId, input.ExpectedVersion, caller, new PlaceLegalHold(
                mint("hld"), input.Controller is null ? null : controller, input.Reason, [.. input.Categories]),
                cancellation);
    }

    /// <param name="named">The identifier that the command names.</param>
    public async Task<SubjectPayload> Send(
        SubjectRef subject,
        string? operationId,
        int? expectedVersion,
        Caller caller,
        SubjectCommand command,
        CancellationToken cancellation,
        Controller? controller = null,
        IdentifierInput? named = null) =>
        Payload(await Call(
            subject, operationId, expectedVersion, caller, command, cancellation, controller, named));

    /// <inheritdoc cref="Send"/>
    public async Task<CallResult> Call(
        SubjectRef subject,
        string? operationId,
        int? expectedVersion,
        Caller caller,
        SubjectCommand command,
        CancellationToken cancellation,
        Controller? controller = null,
        IdentifierInput? named = null)
    {
        var isNamed = OperationReplay.IsValid(operationId);
        if (!isNamed && !command.SaysNo)
            return CallResult.Refused(EdgeRefusals.OperationIdInvalid);
        var target = references.Reference(subject);
        if (target.Value is not { } reference)
            return CallResult.Refused(target.Refusal!);
        var result = await calls.Send(new SubjectCall
        {
            Target = reference,
            Command = command,
            Written = [.. new[] { subject.Identifier, named }
                .OfType<IdentifierInput>().Select(ReferenceReader.Written)],
            Actor = caller.Client,
            OperationId = isNamed ? operationId : null,
            ExpectedVersion = expectedVersion,
            Controller = controller ?? Controller.ZenVoip,
        }, cancellation);
        // A no is recorded all the same; its caller learns that it cannot be replayed.
        return isNamed ? result : result with { Refusal = result.Refusal ?? EdgeRefusals.OperationIdInvalid };
    }

    private static SubjectPayload Refused(Refusal refusal) => new(null, [UserError.Counted(refusal)]);

    private SubjectPayload Payload(CallResult result) => new(
        result.Subject is { } subject ? reading.Node(subject) : null,
        result.Refusal is { } refusal ? [UserError.Counted(refusal)] : []);

    /// <summary>A national phone number is completed by the country of the person whose it is said to be.</summary>
    private async Task<string?> CountryOf(
        SubjectRef subject, IdentifierInput identifier, CancellationToken cancellation) =>
        identifier.Type is IdentifierType.Phone && !identifier.Value.TrimStart().StartsWith('+')
            ? await reading.CountryOf(subject, cancellation)
            : null;
}
