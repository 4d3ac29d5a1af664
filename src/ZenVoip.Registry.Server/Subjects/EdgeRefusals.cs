using ZenVoip.Registry.Domain;

namespace ZenVoip.Registry.Server.Subjects;

/// <summary>The refusals of the edge. The codes are API: they are added, never changed.</summary>
internal static class EdgeRefusals
{
    public static readonly Refusal AmbiguousIdentifier =
        new("AMBIGUOUS_IDENTIFIER", "Several people are known by that reference.", "subject");

    public static readonly Refusal ControllerInvalid = new(
        "CONTROLLER_INVALID",
        "A controller is 'zenvoip' or an account code of at most 64 characters.",
        "controller");

    public static readonly Refusal OperationIdInvalid = new(
        "OPERATION_ID_INVALID",
        "An operation id has 1 to 256 characters, none of them a control character or half of one.",
        "operationId");

    public static readonly Refusal TooManyItems =
        new("TOO_MANY_ITEMS", "The list holds more than is allowed.", "items");

    /// <summary>For one item of a bulk mutation: the database cannot be reached, nothing was stored.</summary>
    public static readonly Refusal Unavailable =
        new("UNAVAILABLE", "The registry could not store this now; try again.");

    /// <summary>For one item of a bulk mutation: it may or may not have been stored.</summary>
    public static readonly Refusal OutcomeUnknown =
        new("OUTCOME_UNKNOWN", "It is not known whether this was stored; repeat it with the same operation id.");

    /// <summary>For one item of a bulk mutation: the registry failed, it may or may not have been stored.</summary>
    /// <param name="traceId">Finds the reason in the logs.</param>
    public static Refusal Internal(string traceId) =>
        new("INTERNAL", $"The registry failed to carry this out, trace {traceId}.");
}
