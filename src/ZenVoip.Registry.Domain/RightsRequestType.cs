namespace ZenVoip.Registry.Domain;

/// <summary>The right that a person exercises.</summary>
public enum RightsRequestType
{
    /// <summary>A copy of everything (GDPR art. 15, CCPA 1798.110).</summary>
    Access,

    /// <summary>Which categories are held, from whom and for whom (CCPA 1798.110(a)(1)-(4)).</summary>
    KnowCategories,

    /// <summary>Correction (GDPR art. 16, CCPA 1798.106).</summary>
    Rectification,

    /// <summary>Deletion (GDPR art. 17, CCPA 1798.105).</summary>
    Erasure,

    /// <summary>Restriction of processing (GDPR art. 18).</summary>
    Restriction,

    /// <summary>What was provided under consent or contract, machine-readable (GDPR art. 20).</summary>
    Portability,

    /// <summary>An objection (GDPR art. 21); to direct marketing it is absolute.</summary>
    Objection,

    /// <summary>No sale and no sharing (CCPA 1798.120).</summary>
    OptOutOfSale,

    /// <summary>No profiling that has significant effects (TIPA 47-18-3304).</summary>
    OptOutOfProfiling,

    /// <summary>Sensitive data only where it is needed (CCPA 1798.121).</summary>
    LimitSensitive,

    /// <summary>A human looks at an automated decision (GDPR art. 22(3)).</summary>
    HumanReview,

    /// <summary>The person is said to be under the age limit.</summary>
    MinorReport,

    /// <summary>A complaint about how data was handled.</summary>
    Complaint,

    /// <summary>Against the refusal of an earlier request (TIPA 47-18-3304(c)).</summary>
    Appeal,
}
