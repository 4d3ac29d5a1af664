using System.Data.Common;
using ZenVoip.Registry.Domain;
using ZenVoip.Registry.Grains.Subjects;
using ZenVoip.Registry.Grains.Telemetry;
using ZenVoip.Registry.Server.Guard;

namespace ZenVoip.Registry.Server.Subjects;

/// <summary>
/// Names the faults that callers can do something about: repeat with the same operation id, or try again.
/// </summary>
internal sealed class SubjectFaults : IFaultNames
{
    public GraphFault? NameOf(Exception fault, bool ofChange) => RefusalOf(fault) switch
    {
        null => null,
        var refusal when refusal == EdgeRefusals.Unavailable && !ofChange =>
            new GraphFault(refusal.Code, "The registry could not read this now: nothing was changed by it, ask again."),
        var refusal => new GraphFault(refusal.Code, refusal.Message, fault),
    };

    public void Count(string code) => RegistryMeter.TellFault(code);

    /// <summary>What it is to somebody who changes something; null: an internal fault.</summary>
    public static Refusal? RefusalOf(Exception? fault)
    {
        for (var one = fault; one is not null; one = one.InnerException)
        {
            if (one is OutcomeUnknownException)
                return EdgeRefusals.OutcomeUnknown;
            // Whoever cancels gets no answer. What is left is the runtime's: a subject that did not wake in time.
            if (one is DbException or TimeoutException or IdentifierMovingException or SubjectMovingException
                or OrleansException or OperationCanceledException)
                return EdgeRefusals.Unavailable;
        }
        return null;
    }
}
