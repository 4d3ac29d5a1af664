namespace ZenVoip.Registry.Domain;

/// <summary>Who asked, seen from the person whose data it is.</summary>
public enum RequesterRole
{
    /// <summary>The person.</summary>
    Self,

    /// <summary>Somebody whom the person authorised.</summary>
    Agent,

    /// <summary>A parent or guardian.</summary>
    Guardian,

    /// <summary>The controller for whom ZenVoIP processes.</summary>
    Controller,

    /// <summary>Anybody else.</summary>
    ThirdParty,
}
