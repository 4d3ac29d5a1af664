using ZenVoip.Registry.Domain;
using ZenVoip.Registry.Domain.Deletions;
using ZenVoip.Registry.Domain.Jurisdictions;

namespace ZenVoip.Registry.Server.Rights;

/// <summary>Codes in words that people read. Most codes are words, written without spaces.</summary>
internal static class PageWords
{
    public static string Of(Enum code) => code switch
    {
        IdentifierType.Ip => "IP address",
        IdentifierType.Sip => "SIP address",
        IdentifierType.User => "login",
        SubjectKind.Requester => "somebody who asked us something",
        SubjectKind.EndUser => "somebody whom our customer reaches",
        JurisdictionSource.Declared => "what you said",
        JurisdictionSource.Billing => "the billing address",
        JurisdictionSource.PhonePrefix => "the prefix of a phone number",
        JurisdictionSource.Ip => "an IP address",
        JurisdictionSource.Operator => "what our staff found",
        Channel.Sms => "text message",
        OptOutSource.Stop => "a STOP",
        OptOutSource.Objection => "an objection",
        OptOutSource.Gpc => "a Global Privacy Control signal",
        OptOutSource.SaleOptOut => "an opt-out of sale",
        OptOutSource.Operator => "a block by our staff",
        RequestManner.WebForm => "a form on the website",
        RequestManner.Api => "another system",
        RequestManner.Signal => "a signal of your browser",
        RequesterRole.Self => "you",
        RequesterRole.Agent => "somebody whom you authorised",
        RequesterRole.Guardian => "a parent or guardian",
        RequesterRole.Controller => "our customer",
        RequesterRole.ThirdParty => "somebody else",
        ErasureReach.Part => "some data",
        ErasureReach.Controller => "all that the controller has",
        ErasureReach.Person => "everything",
        LegalBasis.Instruction => "instruction of our customer",
        _ => Of(code.ToString()),
    };

    /// <summary>Of <c>CALL_RECORDS</c>, <c>legalHolds</c> and <c>LegitimateInterest</c>: the words.</summary>
    public static string Of(string code) => code.Any(char.IsAsciiLetterLower)
        ? string.Concat(code.Select((letter, index) => (index > 0 && char.IsAsciiLetterUpper(letter) ? " " : "")
            + char.ToLowerInvariant(letter)))
        : code.ToLowerInvariant().Replace('_', ' ');
}
