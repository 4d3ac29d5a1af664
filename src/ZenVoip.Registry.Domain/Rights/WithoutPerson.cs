namespace ZenVoip.Registry.Domain.Rights;

public sealed partial record RightsBook
{
    /// <summary>
    /// What outlives the person: what was asked how and when, and what became of it (11 CCR 7101), without anything
    /// that somebody wrote. Open requests stay open.
    /// </summary>
    public RightsBook WithoutPerson() => new() { Requests = [.. Requests.Select(WithoutPerson)] };

    /// <summary>The same of what happens to a request after the person's end.</summary>
    public static SubjectEvent WithoutPerson(SubjectEvent happened) => happened switch
    {
        RightsRequestReceived received => received with { Request = WithoutPerson(received.Request) },
        RightsRequestWidened widened => widened with { Details = null },
        RightsRequestInstructed instructed => instructed with { Links = [], Named = [] },
        ClarificationAsked asked => asked with { Question = "" },
        RightsRequestClarified clarified => clarified with { Answer = "" },
        RightsRequestExtended extended => extended with { Reason = "" },
        RightsRequestCompleted completed => completed with { Ending = completed.Ending with { Reason = null } },
        RightsRequestRefused refused => refused with { Ending = refused.Ending with { Reason = null } },
        RightsRequestWithdrawn withdrawn => withdrawn with { Ending = withdrawn.Ending with { Reason = null } },
        _ => happened,
    };

    private static RightsRequest WithoutPerson(RightsRequest request) => request with
    {
        Details = [],
        Reason = null,
        ExtensionReason = null,
        Links = [],
        Named = [],
    };
}
