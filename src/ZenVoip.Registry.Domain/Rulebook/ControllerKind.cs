namespace ZenVoip.Registry.Domain.Rulebook;

/// <summary>Whose data a rule is about.</summary>
public enum ControllerKind
{
    /// <summary>Data for which ZenVoIP decides.</summary>
    Zenvoip,

    /// <summary>Data of end users, for which a customer decides.</summary>
    Customer,
}
