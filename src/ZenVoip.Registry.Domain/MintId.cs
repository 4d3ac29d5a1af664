namespace ZenVoip.Registry.Domain;

/// <summary>Makes a new id: the prefix (<c>ord</c>, <c>req</c>, <c>hld</c>, <c>tsk</c>), then a random part.</summary>
public delegate string MintId(string prefix);
