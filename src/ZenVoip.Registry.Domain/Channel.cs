namespace ZenVoip.Registry.Domain;

/// <summary>How a person is reached. SMS includes MMS and RCS.</summary>
public enum Channel
{
    Sms,
    Voice,
    Email,
    Web,
    App,
    Post,
}
