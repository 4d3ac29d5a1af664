using ZenVoip.Registry.Domain;
using ZenVoip.Registry.Domain.Identifiers;
using ZenVoip.Registry.Domain.Rights;
using ZenVoip.Registry.Domain.Rulebook;
using ZenVoip.Registry.Server.Security;
using ZenVoip.Registry.Server.Subjects;

namespace ZenVoip.Registry.Server.Api;

/// <summary>Reads the inputs about rights requests into commands, and answers with the request after them.</summary>
internal sealed class RequestChanges(
    SubjectChanges changes,
    SubjectCalls calls,
    RequestReading requests,
    SubjectReading subjects,
    ReferenceReader references,
    Rules rules)
{
    public async Task<RightsRequestPayload> Submit(
        SubmitRightsRequestInput input, Caller caller, CancellationToken cancellation)
    {
        if (ReferenceReader.Check(input.Controller, out var controller) is { } refusal)
            return Refused(refusal);
        var command = new SubmitRightsRequest
        {
            Controller = controller,
            Type = input.Type,
            Manner = input.Manner,
            Requester = input.Requester,
            Purposes = [.. input.Purposes ?? []],
            Channels = [.. input.Channels ?? []],
            Categories = [.. input.Categories ?? []],
            AppealOf = input.AppealOf,
            ReceivedAt = input.ReceivedAt,
            Details = input.Details,
        };
        var result = await changes.Call(
            input.Subject, input.OperationId, input.ExpectedVersion, caller, command, cancellation, controller);
        return Payload(result, result.Subject?.AnswerTo(command, rules));
    }

    public async Task<RightsRequestPayload> Verify(
        VerifyRightsRequestInput input, Caller caller, CancellationToken cancellation)
    {
        var written = input.Identifiers ?? [];
        if (written.Length > IdentifierBook.MaxEver)
            return Refused(Refusals.IdentifierLimit with { Field = "identifiers" });
        var place = await requests.Find(input.RequestId, cancellation);
        var country = place is not null && written is not []
            ? await subjects.CountryOf(new SubjectRef { Id = place.SubjectId }, cancellation)
            : null;
        var read = Array.ConvertAll(written, identifier => references.Identifier(identifier, country));
        var unread = Array.FindIndex(read, one => one.Refusal is not null);
        if (unread >= 0)
            return Refused(read[unread].Refusal! with { Field = $"identifiers.{unread}.value" });
        var command = new VerifyRightsRequest(input.RequestId, input.Method)
        {
            Digests = [.. read.Select(one => one.Value!.Digest.Value)],
        };
        return await Send(input.RequestId, input.OperationId, caller, command, cancellation, written);
    }

    public Task<RightsRequestPayload> Forward(
        ForwardRightsRequestInput input, Caller caller, CancellationToken cancellation) =>
        ReferenceReader.Check(input.To, out var to) is { } refusal
            ? Task.FromResult(Refused(refusal with { Field = "to" }))
            : Send(input.RequestId, input.OperationId, caller,
                new ForwardRightsRequest(input.RequestId, to, input.NotifiedAt), cancellation);

    /// <param name="named">The identifiers that the command names.</param>
    public async Task<RightsRequestPayload> Send(
        string requestId,
        string? operationId,
        Caller caller,
        SubjectCommand command,
        CancellationToken cancellation,
        IReadOnlyList<IdentifierInput>? named = null)
    {
        if (!OperationReplay.IsValid(operationId))
            return Refused(EdgeRefusals.OperationIdInvalid);
        if (await requests.Find(requestId, cancellation) is not { } place)
            return Refused(Refusals.RequestNotFound);
        var result = await calls.Send(new SubjectCall
        {
            Target = new Reference(place.SubjectId, Identifier: null),
            Command = command,
            Written = [.. (named ?? []).Select(ReferenceReader.Written)],
            Actor = caller.Client,
            OperationId = operationId,
        }, cancellation);
        return Payload(result, result.Subject?.Rights.Find(requestId));
    }

    private static RightsRequestPayload Payload(CallResult result, RightsRequest? request) => new(
        request is null ? null : new RightsRequestNode(result.Subject!, request),
        result.Refusal is { } refusal ? [UserError.Counted(refusal)] : []);

    private static RightsRequestPayload Refused(Refusal refusal) => new(null, [UserError.Counted(refusal)]);
}
