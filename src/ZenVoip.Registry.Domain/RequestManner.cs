namespace ZenVoip.Registry.Domain;

/// <summary>How a rights request came in.</summary>
public enum RequestManner
{
    /// <summary>A form on the website.</summary>
    WebForm,

    /// <summary>An email.</summary>
    Email,

    /// <summary>A call.</summary>
    Phone,

    /// <summary>A letter.</summary>
    Post,

    /// <summary>Another system.</summary>
    Api,

    /// <summary>A signal of the browser, such as Sec-GPC.</summary>
    Signal,
}
