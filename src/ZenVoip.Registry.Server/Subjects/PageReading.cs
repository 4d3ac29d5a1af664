using Orleans.Serialization;
using ZenVoip.Registry.Grains.Telemetry;
using ZenVoip.Registry.Server.Guard;

namespace ZenVoip.Registry.Server.Subjects;

/// <summary>
/// Reads those who stand in a page. Who cannot be read, for a key is missing or a seal is broken, is left out of it and
/// named in the log: else nobody would ever come past them.
/// </summary>
/// <remarks>What may be over by the next try fails the page: nobody is left out for it.</remarks>
internal sealed partial class PageReading(Faults faults, ILogger<PageReading> log)
{
    /// <summary>In the order of the rows, those that are gone meanwhile left out too.</summary>
    /// <param name="subject">The id of whose row it is.</param>
    public async Task<IReadOnlyList<TRead>> Read<TRow, TRead>(
        IEnumerable<TRow> rows, Func<TRow, string> subject, Func<TRow, Task<TRead?>> read)
        where TRead : class =>
        [.. (await Task.WhenAll(rows.Select(row => Read(subject(row), read(row))))).OfType<TRead>()];

    private async Task<TRead?> Read<TRead>(string subjectId, Task<TRead?> reading) where TRead : class
    {
        try
        {
            return await reading;
        }
        catch (Exception fault) when (!Passes(fault))
        {
            RegistryMeter.TellFault(ErrorCodes.Internal);
            LogLeftOut(subjectId, faults.Record(fault));
            return null;
        }
    }

    /// <summary>A release that rolls out speaks another wire form for a while, and a silo that stops lets go of all.
    /// </summary>
    private static bool Passes(Exception fault) =>
        fault is ObjectDisposedException or SerializerException || SubjectFaults.RefusalOf(fault) is not null;

    [LoggerMessage(Level = LogLevel.Error,
        Message = "{SubjectId} cannot be read and is left out of a page, trace {TraceId}: verify may tell why")]
    private partial void LogLeftOut(string subjectId, string traceId);
}
