using ZenVoip.Registry.Domain;

namespace ZenVoip.Registry.Server.Webhooks;

/// <summary>The refusals about holder systems. The codes are API: they are added, never changed.</summary>
internal static class HolderRefusals
{
    public static readonly Refusal SystemNameInvalid = new(
        "SYSTEM_NAME_INVALID",
        "A holder system has a name of 1 to 64 lower-case letters, digits, '-' and '_' that begins with a letter.",
        "name");

    public static readonly Refusal SystemNotFound =
        new("SYSTEM_NOT_FOUND", "No holder system is registered by that name.", "name");

    public static readonly Refusal SystemLimit =
        new("SYSTEM_LIMIT", "As many holder systems are registered as there may be.", "name");

    public static readonly Refusal CategoriesRequired =
        new("CATEGORIES_REQUIRED", "A holder system names the categories that it holds.", "categories");

    public static readonly Refusal WebhookRequired = new(
        "WEBHOOK_REQUIRED",
        "Warnings and escalations go out by webhook: who has none reads the feed.",
        "webhookUrl");

    public static readonly Refusal WebhookUrlInvalid = new(
        "WEBHOOK_URL_INVALID",
        "A webhook is an https address of at most 2,048 characters without user and fragment.",
        "webhookUrl");

    public static readonly Refusal WebhookNotAllowed = new(
        "WEBHOOK_NOT_ALLOWED", "The operator does not allow webhooks to this host.", "webhookUrl");

    public static readonly Refusal ConfirmWithinInvalid = new(
        "CONFIRM_WITHIN_INVALID",
        "The time to confirm is a duration such as P7D or PT72H, of 1 second to 365 days.",
        "confirmWithin");
}
