using System.Collections.Immutable;

namespace ZenVoip.Registry.Server.Rulebook;

/// <summary>One thing that is wrong in a rulebook file.</summary>
/// <param name="Line">Counted from 1.</param>
internal sealed record RulebookError(string File, int Line, string Reason)
{
    public override string ToString() => $"{File}({Line}): {Reason}";
}

/// <summary>The rulebook cannot be used; every reason is listed, not only the first.</summary>
internal sealed class RulebookException(ImmutableArray<RulebookError> errors)
    : Exception($"The rulebook has {errors.Length} error(s):\n{string.Join('\n', errors)}")
{
    public ImmutableArray<RulebookError> Errors => errors;
}
