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

    /// <summary>Whether a token was refused because nobody could tell whose it is.</summary>
    public async Task Look(AuthenticationFailedContext refused)
    {
        if (refused.Options.ConfigurationManager is not { } keys || !IsTime()) return;

        try
        {
            await keys.GetConfigurationAsync(refused.HttpContext.RequestAborted);
        }
        catch (InvalidOperationException fault)
        {
            Unreachable(refused.Options.Authority, (fault.InnerException ?? fault).GetType().Name);
        }
        catch (OperationCanceledException) when (refused.HttpContext.RequestAborted.IsCancellationRequested)
        {
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
