namespace ZenVoip.Registry.Domain;

/// <summary>How a person is reached. SMS includes MMS and RCS.</summary>
public enum Channel
{
    /// <summary>Text messages: SMS, MMS and RCS.</summary>
    Sms,

    /// <summary>Calls.</summary>
    Voice,

    /// <summary>Email.</summary>
    Email,

    /// <summary>The website, through cookies.</summary>
    Web,

    /// <summary>An app on a device.</summary>
    App,

    /// <summary>Letters.</summary>
    Post,
}
