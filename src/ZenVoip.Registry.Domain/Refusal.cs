namespace ZenVoip.Registry.Domain;

/// <summary>An expected no: a stable code, and one sentence without personal values.</summary>
/// <param name="Field">The input field that it is about, where it is about one.</param>
public sealed record Refusal(string Code, string Message, string? Field = null);
