using Microsoft.Extensions.Options;
using Orleans.Storage;
using ZenVoip.Registry.Grains.Subjects;

namespace ZenVoip.Registry.Server.Storage;

/// <summary>
/// What Orleans says of its storage. It logs every write that fails, twice, as an error with its stack trace, before
/// anybody can tell what that means: an ordinary refusal is left out here, since nobody is to be woken for it. All else
/// passes as it is.
/// </summary>
internal sealed class StorageLog(ILogger log, IWriteFaults faults) : ILogger
{
    public IDisposable? BeginScope<TState>(TState state) where TState : notnull => log.BeginScope(state);

    public bool IsEnabled(LogLevel logLevel) => log.IsEnabled(logLevel);

    public void Log<TState>(
        LogLevel logLevel,
        EventId eventId,
        TState state,
        Exception? exception,
        Func<TState, Exception?, string> formatter)
    {
        if (exception is null || faults.Classify(exception) is WriteFault.Unknown)
            log.Log(logLevel, eventId, state, exception, formatter);
    }
}

/// <summary>
/// The logs of the host, with <see cref="StorageLog"/> in the place of one. A filter would not do: it sees level and
/// category, and would lose real faults.
/// </summary>
internal sealed class HostLogs(
    IEnumerable<ILoggerProvider> providers,
    IOptionsMonitor<LoggerFilterOptions> filters,
    IOptions<LoggerFactoryOptions> options,
    IWriteFaults faults) : ILoggerFactory
{
    /// <summary>The provider's own, and the one by which grains' states speak of their provider.</summary>
    private static readonly string OfStorage = typeof(AdoNetGrainStorage).FullName!;

    private readonly LoggerFactory all = new(providers, filters, options);

    public ILogger CreateLogger(string categoryName)
    {
        var log = all.CreateLogger(categoryName);
        return categoryName == OfStorage ? new StorageLog(log, faults) : log;
    }

    public void AddProvider(ILoggerProvider provider) => all.AddProvider(provider);

    public void Dispose() => all.Dispose();
}
