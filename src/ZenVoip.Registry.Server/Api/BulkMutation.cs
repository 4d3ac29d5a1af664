using ZenVoip.Registry.Grains.Faults;
using ZenVoip.Registry.Grains.Telemetry;
using ZenVoip.Registry.Server.Guard;
using ZenVoip.Registry.Server.Subjects;

namespace ZenVoip.Registry.Server.Api;

/// <summary>
/// Carries out the items of a bulk mutation each on its own: items about the same reference in their order, others
/// side by side. A fault of one item is an error of that item, never of the others.
/// </summary>
internal static class BulkMutation
{
    /// <summary>Items under way at a time.</summary>
    public const int Width = 32;

    public static async Task<SubjectPayload[]> Run<T>(
        IReadOnlyList<T> items, int limit, Func<T, string> keyOf, Func<T, Task<SubjectPayload>> carryOut,
        Faults faults, CancellationToken cancellation)
    {
        if (items.Count > limit)
            throw new GraphFault(EdgeRefusals.TooManyItems.Code, $"At most {limit} items can be sent at once.");
        var payloads = new SubjectPayload[items.Count];
        await Parallel.ForEachAsync(
            Enumerable.Range(0, items.Count).GroupBy(index => keyOf(items[index])),
            new ParallelOptions { MaxDegreeOfParallelism = Width },
            async (group, _) =>
            {
                foreach (var index in group)
                {
                    payloads[index] = await OnItsOwn(carryOut, items[index], faults, cancellation);
                    FaultPoints.Reached(FaultPoint.ItemCarriedOut);
                }
            });
        return payloads;
    }

    private static async Task<SubjectPayload> OnItsOwn<T>(
        Func<T, Task<SubjectPayload>> carryOut, T item, Faults faults, CancellationToken cancellation)
    {
        try
        {
            return await carryOut(item);
        }
        catch (Exception fault) when (fault is not OperationCanceledException || !cancellation.IsCancellationRequested)
        {
            var told = SubjectFaults.RefusalOf(fault) ?? EdgeRefusals.Internal(faults.Record(fault));
            RegistryMeter.TellFault(told.Code);
            return new SubjectPayload(null, [UserError.Of(told)]);
        }
    }
}
