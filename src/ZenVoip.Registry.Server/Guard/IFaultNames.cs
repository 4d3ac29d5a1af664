namespace ZenVoip.Registry.Server.Guard;

/// <summary>Knows the faults of what stands behind the schema, which callers are told about by name.</summary>
internal interface IFaultNames
{
    /// <summary>The fault by its name; null: an internal one.</summary>
    /// <param name="ofChange">Something was to be changed; else, it was only read.</param>
    GraphFault? NameOf(Exception fault, bool ofChange);

    /// <summary>Counts a fault that callers are told of by this code.</summary>
    void Count(string code);
}
