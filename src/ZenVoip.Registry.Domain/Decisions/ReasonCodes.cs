using System.Collections.Frozen;

namespace ZenVoip.Registry.Domain.Decisions;

/// <summary>Why a decision is what it is: stable codes, and the sentence that goes with each.</summary>
public static class ReasonCodes
{
    public const string ConsentGiven = "CONSENT_GIVEN";
    public const string NoConsentNeeded = "NO_CONSENT_NEEDED";
    public const string Essential = "ESSENTIAL";
    public const string NoConsent = "NO_CONSENT";
    public const string ConsentRequested = "CONSENT_REQUESTED";
    public const string ConsentRefused = "CONSENT_REFUSED";
    public const string ConsentWithdrawn = "CONSENT_WITHDRAWN";
    public const string ConsentExpired = "CONSENT_EXPIRED";
    public const string ConsentInvalidated = "CONSENT_INVALIDATED";
    public const string OptedOut = "OPTED_OUT";
    public const string PlatformBlock = "PLATFORM_BLOCK";
    public const string Restricted = "RESTRICTED";
    public const string SuspectedMinor = "SUSPECTED_MINOR";
    public const string Erasing = "ERASING";
    public const string Erased = "ERASED";
    public const string Merged = "MERGED";
    public const string UnknownSubject = "UNKNOWN_SUBJECT";
    public const string QuietHours = "QUIET_HOURS";
    public const string PurposeUnknown = "PURPOSE_UNKNOWN";
    public const string ChannelUnknown = "CHANNEL_UNKNOWN";
    public const string InvalidIdentifier = "INVALID_IDENTIFIER";
    public const string AmbiguousIdentifier = "AMBIGUOUS_IDENTIFIER";

    /// <summary>Every code with its meaning in one line.</summary>
    public static FrozenDictionary<string, string> Meanings { get; } = new Dictionary<string, string>
    {
        [ConsentGiven] = "The subject has agreed, and the consent is alive.",
        [NoConsentNeeded] = "The purpose rests on something other than consent, and nothing speaks against it.",
        [Essential] = "The purpose is essential and goes on whatever the subject has said.",
        [NoConsent] = "The purpose needs consent, and the subject has never answered.",
        [ConsentRequested] = "The subject has been asked and has not yet confirmed.",
        [ConsentRefused] = "The subject has refused.",
        [ConsentWithdrawn] = "The subject has withdrawn consent.",
        [ConsentExpired] = "The consent, or the wait for its confirmation, has run out.",
        [ConsentInvalidated] = "The consent ended with the link of the identifier that it was bound to.",
        [OptedOut] = "The subject has opted out.",
        [PlatformBlock] = "The subject, or the identifier, is blocked for every controller.",
        [Restricted] = "Processing for this controller is restricted, and the purpose is not allowed under it.",
        [SuspectedMinor] = "The subject is reported to be a minor and has not been cleared.",
        [Erasing] = "The subject's data is being erased.",
        [Erased] = "The subject's data has been erased.",
        [Merged] = "The subject has been merged into another one.",
        [UnknownSubject] = "Nobody is known by this reference: the default regime decides.",
        [QuietHours] = "It is outside the hours in which the subject may be reached.",
        [PurposeUnknown] = "The rulebook knows no such purpose.",
        [ChannelUnknown] = "The purpose does not have this channel.",
        [InvalidIdentifier] = "The reference cannot be read as an identifier of its type.",
        [AmbiguousIdentifier] = "More people are known by the reference than are read for one decision.",
    }.ToFrozenDictionary();
}
