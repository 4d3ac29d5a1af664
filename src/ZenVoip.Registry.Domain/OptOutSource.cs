namespace ZenVoip.Registry.Domain;

/// <summary>What expressed an opt-out.</summary>
public enum OptOutSource
{
    /// <summary>A STOP keyword or its like, sent to a sender (47 CFR 64.1200(a)(10)).</summary>
    Stop,

    /// <summary>An objection (GDPR art. 21).</summary>
    Objection,

    /// <summary>A Global Privacy Control signal: do not sell or share.</summary>
    Gpc,

    /// <summary>An opt-out of sale or sharing (CCPA 1798.120).</summary>
    SaleOptOut,

    /// <summary>A block that the operator set. A later yes takes it back at its controller, none does at `*`.</summary>
    Operator,
}
