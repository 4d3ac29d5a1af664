using Orleans.Concurrency;

namespace ZenVoip.Registry.Grains.Holders;

/// <summary>
/// Delivers the orders and tasks of one holder system. The key is <c>sys_</c> and the name of the system.
/// </summary>
[Alias("registry.holder-system")]
[GrainInterfaceType("registry.holder-system")]
public interface IHolderSystemGrain : IGrainWithStringKey
{
    /// <summary>What stands before the name of a system in the grain's key.</summary>
    const string Prefix = "sys_";

    /// <summary>Begins with what is due, and returns: what is on its way goes on by itself.</summary>
    [AlwaysInterleave]
    [Alias("deliver")]
    Task Wake();
}
