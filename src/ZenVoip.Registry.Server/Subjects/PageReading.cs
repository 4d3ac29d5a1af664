using System.Text.Json;
using Orleans.Serialization;
using ZenVoip.Registry.Grains.Secrecy;
using ZenVoip.Registry.Grains.Telemetry;
using ZenVoip.Registry.Server.Guard;

namespace ZenVoip.Registry.Server.Subjects;

/// <summary>
/// Reads those who stand in a page. Who cannot be read, for a key is missing or a seal is broken, is left out of it and
/// named in the log: else nobody would ever come past them.
/// </summary>
/// <remarks>What may be over by the next try fails the page, for another try: nobody is left out for it.</remarks>
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
        catch (Exception fault) when (IsOfSilos(fault))
        {
            // Told as what may be asked again. Should it stay, the log knows.
            faults.Record(fault);
            throw new OrleansException("A silo could not answer.", fault);
        }
        catch (Exception fault) when (SubjectFaults.RefusalOf(fault) is null)
        {
            RegistryMeter.TellFault(ErrorCodes.Internal);
            LogLeftOut(subjectId, faults.Record(fault));
            return null;
        }
    }

    /// <summary>
    /// Between silos: one that stops has let go of all, and one of another release may not understand what it is told.
    /// What is stored and cannot be read is a <see cref="SealedMisfitException"/>, and stays so.
    /// </summary>
    private static bool IsOfSilos(Exception fault) =>
        fault is ObjectDisposedException or SerializerException or JsonException;

    [LoggerMessage(Level = LogLevel.Error,
        Message = "{SubjectId} cannot be read and is left out of a page, trace {TraceId}: verify may tell why")]
    private partial void LogLeftOut(string subjectId, string traceId);
}
