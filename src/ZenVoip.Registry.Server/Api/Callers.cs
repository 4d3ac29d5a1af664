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
            ?? throw new GraphFault(ErrorCodes.Forbidden, "The token does not say who is calling.");

        /// <summary>Who is asking; to speak as OPERATOR takes more than the scope of the field.</summary>
        public Caller CallerAs(bool @operator) => context.Caller() switch
        {
            { IsOperator: false } when @operator => throw new GraphFault(
                ErrorCodes.Forbidden,
                $"The source OPERATOR needs the scope {Scopes.RightsManage} or {Scopes.RegistryAdmin}."),
            var caller => caller,
        };
    }
}
