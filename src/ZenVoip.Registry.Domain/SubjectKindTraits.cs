namespace ZenVoip.Registry.Domain;

/// <summary>What follows from how a person stands to a controller.</summary>
public static class SubjectKindTraits
{
    extension(SubjectKind kind)
    {
        /// <summary>The relationship rests on a contract, whose end starts clocks.</summary>
        public bool RestsOnContract => kind is SubjectKind.Customer or SubjectKind.EndUser;

        /// <summary>
        /// Whether somebody can stand so to the controller. VISITOR and CUSTOMER are ZenVoIP's own: what the law allows
        /// towards one's own customers is for its services only. END_USERs belong to its customers.
        /// </summary>
        public bool IsTowards(Controller controller) => kind switch
        {
            SubjectKind.Requester => controller != Controller.Platform,
            SubjectKind.EndUser => controller.IsCustomer,
            _ => controller == Controller.ZenVoip,
        };
    }
}
