using Microsoft.AspNetCore.Authentication.JwtBearer;

namespace ZenVoip.Registry.Server.Security;

/// <summary>
/// Says in the log that the authority cannot be asked for its keys: no token of it is accepted then, and a caller sees
/// no more than that theirs is not.
/// </summary>
internal sealed partial class AuthorityWatch(ILogger<AuthorityWatch> log, TimeProvider clock)
{
    /// <summary>So often it is said at most, however many are refused.</summary>
    private static readonly TimeSpan Pause = TimeSpan.FromMinutes(1);

    private long nextTicks;

    /// <summary>
    /// Looks, when a token is refused, whether the authority answers; nobody waits for it. What was read before goes on
    /// being believed, and tells nothing of that.
    /// </summary>
    public Task Look(AuthenticationFailedContext refused)
    {
        if (IsTime())
            _ = Ask(refused.Options);
        return Task.CompletedTask;
    }

    private async Task Ask(JwtBearerOptions options)
    {
        try
        {
            using var answer = await options.Backchannel.GetAsync(new Uri(options.MetadataAddress!));
            answer.EnsureSuccessStatusCode();
        }
        catch (Exception fault) when (fault is HttpRequestException or OperationCanceledException or IOException)
        {
            Unreachable(options.Authority, fault.InnerException?.GetType().Name ?? fault.GetType().Name);
        }
    }

    private bool IsTime()
    {
        var now = clock.GetUtcNow();
        var next = Interlocked.Read(ref nextTicks);
        return now.Ticks >= next && Interlocked.CompareExchange(ref nextTicks, (now + Pause).Ticks, next) == next;
    }

    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "The authority {Authority} cannot be asked for its keys ({Fault}): its tokens are not accepted")]
    private partial void Unreachable(string? authority, string fault);
}
