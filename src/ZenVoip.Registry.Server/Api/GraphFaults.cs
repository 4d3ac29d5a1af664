using ZenVoip.Registry.Domain;
using ZenVoip.Registry.Server.Guard;

namespace ZenVoip.Registry.Server.Api;

/// <summary>Turns a refusal into an error, where an operation has no place for refusals.</summary>
internal static class GraphFaults
{
    public static GraphFault Of(Refusal refusal) => new(refusal.Code, refusal.Message);
}
