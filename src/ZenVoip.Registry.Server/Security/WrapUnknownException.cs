namespace ZenVoip.Registry.Server.Security;

/// <summary>A data key is wrapped by a master key that is neither current nor listed as previous: a fault.</summary>
internal sealed class WrapUnknownException(string subjectId)
    : Exception($"The key of {subjectId} is wrapped by a master key that Registry:PreviousMasterKeys does not list.");
