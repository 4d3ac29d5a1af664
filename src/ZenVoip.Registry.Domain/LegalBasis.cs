namespace ZenVoip.Registry.Domain;

/// <summary>What makes a processing lawful (GDPR art. 6(1)), or the customer's instruction (art. 28(3)(a)).</summary>
public enum LegalBasis
{
    Consent,
    Contract,
    LegalObligation,
    VitalInterest,
    PublicTask,
    LegitimateInterest,

    /// <summary>ZenVoIP processes for a customer, who answers for the lawfulness.</summary>
    Instruction,
}
