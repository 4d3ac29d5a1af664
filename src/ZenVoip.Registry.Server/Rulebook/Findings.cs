using System.Collections.Immutable;
using YamlDotNet.Core;

namespace ZenVoip.Registry.Server.Rulebook;

/// <summary>Collects what is wrong in a rulebook file, and remembers on which line each element stands.</summary>
internal sealed class Findings(string file)
{
    private readonly List<RulebookError> errors = [];
    private readonly Dictionary<object, Mark> places = new(ReferenceEqualityComparer.Instance);

    public int Count => errors.Count;

    /// <summary>In the order of the file.</summary>
    public ImmutableArray<RulebookError> Errors => [.. errors.OrderBy(error => error.Line)];

    public void Add(Mark at, string reason) => errors.Add(new(file, Math.Max(1, (int)at.Line), reason));

    public void Add(object element, string reason) => Add(places[element], reason);

    public T Remember<T>(T element, Fields fields) where T : class
    {
        places[element] = fields.Start;
        return element;
    }
}
