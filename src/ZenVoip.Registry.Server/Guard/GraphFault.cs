using System.Diagnostics.CodeAnalysis;

namespace ZenVoip.Registry.Server.Guard;

/// <summary>A fault that the caller is told about: it leaves as a GraphQL error with this code and message.</summary>
/// <remarks>Everything else that is thrown leaves as INTERNAL, without a word of what it said.</remarks>
/// <param name="code">Stable, SNAKE_CASE_UPPER, e.g. OUTCOME_UNKNOWN.</param>
/// <param name="message">For people; it never holds a personal value.</param>
[SuppressMessage("Naming", "CA1710", Justification = "A fault is the word of the contract.")]
public sealed class GraphFault(string code, string message, Exception? cause = null) : Exception(message, cause)
{
    public string Code { get; } = code;
}
