namespace ZenVoip.Registry.Domain;

/// <summary>What makes a processing lawful (GDPR art. 6(1)), or the customer's instruction (art. 28(3)(a)).</summary>
public enum LegalBasis
{
    /// <summary>The person agreed (point a).</summary>
    Consent,

    /// <summary>A contract with the person needs it (point b).</summary>
    Contract,

    /// <summary>A law demands it (point c).</summary>
    LegalObligation,

    /// <summary>Somebody's life depends on it (point d).</summary>
    VitalInterest,

    /// <summary>A task in the public interest (point e).</summary>
    PublicTask,

    /// <summary>An interest that the person's own do not override (point f).</summary>
    LegitimateInterest,

    /// <summary>ZenVoIP processes for a customer, who answers for the lawfulness.</summary>
    Instruction,
}
