namespace ZenVoip.Registry.Server.Subjects;

/// <summary>The identifier changed hands at every try: nothing was stored, the caller may try again.</summary>
internal sealed class IdentifierMovingException() : Exception("The identifier is changing hands; try again.");
