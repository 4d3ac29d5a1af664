using System.Reflection;
using ZenVoip.Registry.Grains.Subjects;

namespace ZenVoip.Registry.Tests.Calls;

/// <summary>Hands out the people of a model as grains.</summary>
public class GrainsProxy : DispatchProxy
{
    internal Func<string, ISubjectGrain> Of { get; set; } = null!;

    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args) => Of((string)args![0]!);
}

/// <summary>A person of a model as a grain.</summary>
public class GrainProxy : DispatchProxy
{
    internal Town.Person Person { get; set; } = null!;

    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args) => targetMethod!.Name switch
    {
        nameof(ISubjectGrain.Execute) => Person.Execute((SubjectRequest)args![0]!),
        nameof(ISubjectGrain.Read) or nameof(ISubjectGrain.ReadAt) => Person.Read(),
        var other => throw new NotSupportedException(other),
    };
}
