using GraphQL;
using ZenVoip.Registry.Domain;
using ZenVoip.Registry.Grains.Telemetry;
using ZenVoip.Registry.Server.Guard;
using ZenVoip.Registry.Server.Security;

namespace ZenVoip.Registry.Server.Api;

/// <summary>What became of a change: the subject after it, or why it was refused.</summary>
/// <param name="Subject">After the change; null: nobody is known by that reference, or nobody was registered.</param>
/// <param name="Errors">Why it was refused; empty: it was done, or there was nothing to change.</param>
[Name("SubjectPayload")]
[Scope(Scopes.SubjectsWrite, Scopes.RightsManage)]
internal sealed record SubjectPayload(SubjectNode? Subject, IReadOnlyList<UserError> Errors);

/// <summary>An expected no.</summary>
/// <param name="Code">Stable; all codes stand in the documentation. Clients must expect new ones.</param>
/// <param name="Message">One sentence for people, without personal values.</param>
[Name("UserError")]
[Scope(Scopes.SubjectsWrite, Scopes.RightsManage, Scopes.DeletionsConfirm, Scopes.RegistryAdmin)]
internal sealed record UserError(string Code, string Message)
{
    private string? Field { get; init; }

    /// <summary>The input field that it is about, from `input` on; a place in a list is a number from 0.</summary>
    public IReadOnlyList<string>? Path(IResolveFieldContext context) => InputPath.Of(context, Field);

    internal static UserError Of(Refusal refusal) => new(refusal.Code, refusal.Message) { Field = refusal.Field };

    /// <summary>The same, and the refusal is counted.</summary>
    internal static UserError Counted(Refusal refusal)
    {
        RegistryMeter.Refusals.Add(1, new KeyValuePair<string, object?>("code", refusal.Code));
        return Of(refusal);
    }
}
