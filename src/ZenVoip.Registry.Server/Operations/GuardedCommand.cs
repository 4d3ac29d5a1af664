using System.CommandLine;

namespace ZenVoip.Registry.Server.Operations;

/// <summary>The guard of every command.</summary>
internal static class GuardedCommand
{
    public const int Refused = 2;

    extension<T>(T command) where T : Command
    {
        /// <summary>
        /// What else stands on the command line is configuration. A mistake and a refused start say what is wrong,
        /// without a stack trace.
        /// </summary>
        public T Doing(IConfiguration configuration, Func<ParseResult, CancellationToken, Task<int>> run)
        {
            command.TreatUnmatchedTokensAsErrors = false;
            command.SetAction(async (parsed, cancellation) =>
            {
                try
                {
                    StartRefusals.Demand(parsed.UnmatchedTokens);
                    StartRefusals.Demand(configuration);
                    return await run(parsed, cancellation);
                }
                catch (Exception fault) when (StartRefusals.Of(fault) is not null)
                {
                    await parsed.InvocationConfiguration.Error.WriteLineAsync(StartRefusals.Of(fault));
                    return Refused;
                }
            });
            return command;
        }
    }
}
