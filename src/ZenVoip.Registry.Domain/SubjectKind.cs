namespace ZenVoip.Registry.Domain;

/// <summary>How a person stands to a controller, from the weakest relationship to the strongest.</summary>
public enum SubjectKind
{
    /// <summary>Known only because they asked.</summary>
    Requester,

    /// <summary>Visits the website.</summary>
    Visitor,

    /// <summary>Reached by a customer through ZenVoIP: the customer is the controller.</summary>
    EndUser,

    /// <summary>Buys from ZenVoIP.</summary>
    Customer,
}
