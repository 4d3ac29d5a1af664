using GraphQL;
using ZenVoip.Registry.Server.Guard;
using ZenVoip.Registry.Server.Security;

namespace ZenVoip.Registry.Server.Api;

/// <summary>Who is asking.</summary>
internal static class Callers
{
    extension(IResolveFieldContext context)
    {
        public Caller Caller() => Security.Caller.Of(context.User!)
            ?? throw new GraphFault("FORBIDDEN", "The token does not say who is calling.");
    }
}
