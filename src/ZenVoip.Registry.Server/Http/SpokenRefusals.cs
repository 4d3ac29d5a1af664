using GraphQL;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Authorization.Policy;
using ZenVoip.Registry.Server.Guard;

namespace ZenVoip.Registry.Server.Http;

/// <summary>
/// Gives those who are turned away at the door an answer in the form that GraphQL clients read. It says nothing of
/// what is wrong with a token: the challenge stays that of the scheme (RFC 6750).
/// </summary>
internal sealed class SpokenRefusals : IAuthorizationMiddlewareResultHandler
{
    private static readonly ExecutionError Unauthenticated =
        new("This needs a bearer token that the registry accepts.") { Code = ErrorCodes.Unauthenticated };

    private static readonly ExecutionError Forbidden =
        new("The token does not open this.") { Code = ErrorCodes.Forbidden };

    private readonly AuthorizationMiddlewareResultHandler _schemes = new();

    public async Task HandleAsync(
        RequestDelegate next,
        HttpContext context,
        AuthorizationPolicy policy,
        PolicyAuthorizationResult authorizeResult)
    {
        await _schemes.HandleAsync(next, context, policy, authorizeResult);
        if (authorizeResult.Succeeded || context.Response.HasStarted) return;
        await Answer.Send(context, AnswerForm.Json, authorizeResult.Challenged ? Unauthenticated : Forbidden);
    }
}
