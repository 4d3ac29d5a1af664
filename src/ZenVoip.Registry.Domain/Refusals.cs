namespace ZenVoip.Registry.Domain;

/// <summary>Every refusal that the domain knows. The codes are API: they are added, never changed.</summary>
public static class Refusals
{
    public static readonly Refusal AlreadyRegistered = new("ALREADY_REGISTERED", "The subject is registered already.");

    public static readonly Refusal SubjectNotFound =
        new("SUBJECT_NOT_FOUND", "Nobody is known by that reference.", "subject");

    public static readonly Refusal SubjectErased =
        new("SUBJECT_ERASED", "The subject is being erased or is erased, as a whole or by that controller.", "subject");

    public static readonly Refusal SubjectMerged = new("SUBJECT_MERGED", "Another subject has taken over.", "subject");

    public static readonly Refusal ControllerRequired =
        new("CONTROLLER_REQUIRED", "An END_USER belongs to a customer: name it as controller.", "controller");

    public static readonly Refusal ControllerNotAllowed =
        new(
            "CONTROLLER_NOT_ALLOWED",
            "'*' can only be named where somebody says no; VISITORs and CUSTOMERs are zenvoip's own.",
            "controller");

    public static readonly Refusal RelationshipNotFound =
        new("RELATIONSHIP_NOT_FOUND", "The subject has no such relationship with that controller.", "kind");

    public static readonly Refusal IdentifierTaken =
        new("IDENTIFIER_TAKEN", "The identifier belongs to another subject.", "identifier");

    public static readonly Refusal IdentifierRepeated =
        new("IDENTIFIER_REPEATED", "The same identifier stands twice in one request.", "identifiers");

    public static readonly Refusal IdentifierLimit =
        new("IDENTIFIER_LIMIT", "The subject holds as many identifiers as it may.", "identifier");

    public static readonly Refusal NotLinked =
        new("NOT_LINKED", "The identifier is not linked to the subject.", "identifier");

    public static readonly Refusal TimeInFuture = new("TIME_IN_FUTURE", "The time lies in the future.", "at");

    public static readonly Refusal TimeBeforeLink =
        new("TIME_BEFORE_LINK", "The time lies before the identifier was linked.", "at");

    public static readonly Refusal PurposeUnknown =
        new("PURPOSE_UNKNOWN", "The rulebook defines no such purpose.", "purpose");

    public static readonly Refusal PurposesNotAllowed = new(
        "PURPOSES_NOT_ALLOWED", "An erasure is of categories of data, not of purposes or channels.", "purposes");

    public static readonly Refusal ChannelRequired =
        new("CHANNEL_REQUIRED", "Consent to this purpose is given for one channel: name it.", "channel");

    public static readonly Refusal ChannelUnknown =
        new("CHANNEL_UNKNOWN", "The rulebook does not use this channel for the purpose.", "channel");

    public static readonly Refusal StatusNotRecordable =
        new("STATUS_NOT_RECORDABLE", "Only REQUESTED, GIVEN, REFUSED and WITHDRAWN can be recorded.", "status");

    public static readonly Refusal EvidenceInvalid = new(
        "EVIDENCE_INVALID",
        "The evidence names no method, or a part of it is too long or no plain text.",
        "evidence");

    public static readonly Refusal ConsentLimit =
        new("CONSENT_LIMIT", "The subject holds as many consents as it may.", "purpose");

    public static readonly Refusal CategoryUnknown =
        new("CATEGORY_UNKNOWN", "The rulebook defines no such category: see `rulebook { categories }`.", "category");

    public static readonly Refusal CategoriesRequired =
        new("CATEGORIES_REQUIRED", "A legal hold names the categories that it keeps.", "categories");

    public static readonly Refusal RetentionLimit =
        new("RETENTION_LIMIT", "The subject has as many retention clocks as it may.", "category");

    public static readonly Refusal ContractInForce =
        new("CONTRACT_IN_FORCE", "The contract with the controller has not ended: end the relationship.", "event");

    public static readonly Refusal ConsentInForce =
        new("CONSENT_IN_FORCE", "A consent to the controller is relied on: it has not ended.", "event");

    public static readonly Refusal HoldLimit =
        new("HOLD_LIMIT", "The subject has as many legal holds as it may.", "categories");

    public static readonly Refusal HoldNotFound =
        new("HOLD_NOT_FOUND", "The subject has no such legal hold, or it is released.", "holdId");

    public static readonly Refusal HoldReasonInvalid =
        new("HOLD_REASON_INVALID", "A legal hold has a reason of 1 to 1,024 characters.", "reason");

    public static readonly Refusal OrderNotFound =
        new("ORDER_NOT_FOUND", "No deletion order is known by that id.", "orderId");

    public static readonly Refusal OrderSettled =
        new("ORDER_SETTLED", "The deletion order is settled already, in another way.", "orderId");

    public static readonly Refusal GroundRequired =
        new("GROUND_REQUIRED", "What is retained needs a ground of the rulebook.", "ground");

    public static readonly Refusal GroundUnknown =
        new("GROUND_UNKNOWN", "The rulebook defines no such ground for this: see `rulebook { grounds }`.", "ground");

    public static readonly Refusal RetainedUntilRequired =
        new("RETAINED_UNTIL_REQUIRED", "A ground retains until a time: name it.", "retainedUntil");

    public static readonly Refusal TimeInPast =
        new("TIME_IN_PAST", "The time lies in the past.", "retainedUntil");

    public static readonly Refusal CountInvalid =
        new("COUNT_INVALID", "What was deleted cannot be fewer than none.", "count");

    public static readonly Refusal TaskNotFound =
        new("TASK_NOT_FOUND", "No holder task is known by that id.", "taskId");

    public static readonly Refusal TaskSettled =
        new("TASK_SETTLED", "The holder task is settled already, in another way.", "taskId");

    public static readonly Refusal ResultInvalid =
        new("RESULT_INVALID", "A result is an https address of at most 2,048 characters, of an EXPORT only.",
            "resultUri");

    public static readonly Refusal RequestNotFound =
        new("REQUEST_NOT_FOUND", "No such rights request is known by that id.", "requestId");

    public static readonly Refusal RequestClosed =
        new("REQUEST_CLOSED", "The rights request is closed already, in another way.", "requestId");

    public static readonly Refusal RequestStatus =
        new("REQUEST_STATUS", "Where the rights request stands, this cannot be done with it.", "requestId");

    public static readonly Refusal RequestType =
        new("REQUEST_TYPE", "This is done with another type of rights request.", "requestId");

    public static readonly Refusal RequestLimit =
        new("REQUEST_LIMIT", "The subject has as many open rights requests by that requester as it may.", "type");

    public static readonly Refusal RequesterNotAllowed =
        new("REQUESTER_NOT_ALLOWED", "A CONTROLLER who asks is a customer: name it as controller.", "requester");

    public static readonly Refusal DetailsInvalid =
        new("DETAILS_INVALID", "What a person wrote is plain text of 1 to 4,096 characters.", "details");

    public static readonly Refusal ReasonInvalid =
        new("REASON_INVALID", "A reason is plain text of 1 to 1,024 characters.", "reason");

    public static readonly Refusal TimeBeforeRequest =
        new("TIME_BEFORE_REQUEST", "The time lies before the request, or the question, that it is about.");

    public static readonly Refusal ExtensionUsed =
        new("EXTENSION_USED", "The rights request was extended already: that can be done once.", "requestId");

    public static readonly Refusal ExtensionTooLate = new(
        "EXTENSION_TOO_LATE", "The person was told after the deadline: it could be extended before.", "notifiedAt");

    public static readonly Refusal ExtensionNotAllowed = new(
        "EXTENSION_NOT_ALLOWED", "A regime of the person gives this right no longer time.", "requestId");

    public static readonly Refusal ForwardInvalid = new(
        "FORWARD_INVALID",
        "A request goes to a customer: the one whom it names, or any if it was sent to zenvoip.",
        "to");

    public static readonly Refusal RightAbsolute = new(
        "RIGHT_ABSOLUTE",
        "What took effect at once cannot be refused: complete the request, with a ground for the rest of it.",
        "requestId");

    public static readonly Refusal MinorNotConfirmed =
        new("MINOR_NOT_CONFIRMED", "A report of a minor is confirmed before it is completed, or refused.", "requestId");

    public static readonly Refusal AppealOfInvalid = new(
        "APPEAL_OF_INVALID",
        "An APPEAL, and nothing else, names a request that the same controller refused, in whole or in part.",
        "appealOf");

    public static readonly Refusal AppealNotAvailable = new(
        "APPEAL_NOT_AVAILABLE", "No regime of the person gives an appeal, or there is one already.", "appealOf");

    public static readonly Refusal AppealTooLate =
        new("APPEAL_TOO_LATE", "The time in which the refusal could be appealed against is over.", "appealOf");
}
