using System.ComponentModel;
using GraphQL;
using GraphQL.Types;
using Microsoft.Extensions.DependencyInjection;
using ZenVoip.Registry.Server.Guard;
using ZenVoip.Registry.Server.Subjects;

namespace ZenVoip.Registry.Tests.Http;

/// <summary>A schema that knows nothing of subjects: what the endpoint is tested with.</summary>
[Scope("things:read")]
public sealed class TinyQuery
{
    public static string Hello => "hello";
    public static Thing Thing(string name = "one") => new(name);
    public static IEnumerable<Thing?> Things(int count) => Enumerable.Range(0, count).Select(i => new Thing($"{i}"));
    public static IEnumerable<ISpeaker> Speakers() => [new Dog("Rex"), new Robot("R2")];
    public static IEnumerable<Thing?> Holes() => [new("a"), null, new("broken"), new("c")];
    public static double Endless => double.NaN;
    public static int Sum(IReadOnlyList<PointInput> points) => points.Sum(point => point.X + point.Y);
    public static string Pack(BoxInput box) => $"{box.Size.X} {box.Label}";
    public static string Pick(OneInput one) => $"{one.Word}{one.Number}";
    internal static int Asked { get; private set; }

    public static Thing? Once()
    {
        Asked++;
        return new("broken");
    }

    public static string Secret() => throw new InvalidOperationException("the password is swordfish");
    public static IEnumerable<Thing> Page(int first = 10) => Enumerable.Range(0, first).Select(i => new Thing($"{i}"));
    public static string? Away() => throw new TimeoutException();
    public static string? Late() => throw new TaskCanceledException();
    public static string? Lost() => throw new GraphFault("OUTCOME_UNKNOWN", "Nobody knows what happened.");
    public static string Client([FromUserContext] IDictionary<string, object?> context) => $"{context.Count}";

    public static async Task<string> Forever(IResolveFieldContext context)
    {
        await Task.Delay(Timeout.Infinite, context.CancellationToken);
        return "never";
    }

    [Scope("things:admin")]
    public static string Vault() => "gold";

    public static Closed Closed() => new();
}

[Scope("things:write")]
public sealed class TinyMutation
{
    public static string Grant() => "granted";

    [NeverLimited]
    public static string SayNo() => "no";

    [NeverLimited]
    public static Thing? SayNoTo([FromServices] TakenNoes noes)
    {
        noes.Add();
        return new("one");
    }

    public static string Store() => throw new TimeoutException();

    internal static SemaphoreSlim Asked { get; } = new(0);

    internal static SemaphoreSlim MayEnd { get; } = new(0);

    /// <summary>Takes as long as a test wants.</summary>
    public static async Task<string> Take(IResolveFieldContext context)
    {
        Asked.Release();
        await MayEnd.WaitAsync(context.CancellationToken);
        return "taken";
    }

    /// <summary>Nobody knows what it has done by then.</summary>
    public static Task<string> Linger(IResolveFieldContext context) => TinyQuery.Forever(context);

    public static Stored Stored() => new();
}

[Scope("things:read")]
public sealed class TinySubscription
{
    public static IAsyncEnumerable<int> Count() => AsyncEnumerable.Range(0, 3);

    /// <summary>Never begins.</summary>
    public static async Task<IAsyncEnumerable<int>> Never(IResolveFieldContext context)
    {
        await Task.Delay(Timeout.Infinite, context.CancellationToken);
        return Count();
    }

    public static async IAsyncEnumerable<int> Wait(IResolveFieldContext context)
    {
        yield return 0;
        await Task.Delay(Timeout.Infinite, context.CancellationToken);
    }
}

/// <summary>How many noes one server took: other tests say no to others meanwhile.</summary>
public sealed class TakenNoes
{
    private int count;

    public int Count => count;

    public void Add() => Interlocked.Increment(ref count);
}

/// <summary>A thing of every kind of scalar.</summary>
[Scope("things:read", "things:admin")]
public sealed record Thing(string Name)
{
    /// <summary>How many there are.</summary>
    public int Number => Name.Length;
    public long Large { get; } = long.MaxValue;
    public double Ratio { get; } = 0.1;
    public decimal Exact { get; } = 79228162514264.33m;
    public bool Flag { get; } = true;
    public Colour Colour { get; } = Colour.DarkBlue;
    public string? Nothing { get; }
    public string Quoted { get; } = "\"<\u00e9\\\n\u0001\U0001f600+>";
    public IEnumerable<int> Numbers { get; } = [1, 2, 3];
    public IEnumerable<IEnumerable<string?>?> Nested { get; } = [["a", null], null, []];
    public Guid Key { get; } = Guid.Empty;
    public DateTimeOffset At { get; } = DateTimeOffset.UnixEpoch;
    public static IEnumerable<Thing> Page(int first = 10) => TinyQuery.Page(first);
    public static Task<string> Later() => Task.FromResult("later");
    public Thing? Inner => Name.Length < 6 ? new($"{Name}+") : null;
    public Thing? Partner => Name == "broken" ? new("shadow") : null;
    public string Fragile => Name switch
    {
        "broken" => throw new GraphFault("BROKEN", "It broke."),
        "shadow" => null!,
        _ => "whole",
    };
}

public enum Colour
{
    Red,
    DarkBlue,
}

public sealed record PointInput(int X, int Y);

public sealed record BoxInput(PointInput Size, [property: DefaultValue("plain")] string? Label);

[OneOf]
public sealed record OneInput(string? Word, int? Number);

[Name("Speaker")]
public interface ISpeaker
{
    string Name { get; }
}

[Scope("things:read"), Implements(typeof(ISpeaker))]
public sealed record Dog(string Name) : ISpeaker
{
    public string Bark { get; } = "Woof";
}

[Scope("robots:read"), Implements(typeof(ISpeaker))]
public sealed record Robot(string Name) : ISpeaker
{
    public string Beep { get; } = "Beep";
}

/// <summary>Was stored, and cannot be read.</summary>
[Scope("things:write")]
public sealed record Stored
{
    public static string? Read() => throw new TimeoutException();
}

/// <summary>Nobody said who may read this.</summary>
public sealed record Closed
{
    public string Door { get; } = "shut";
}

internal static class TinySchema
{
    public static IServiceCollection AddTinySchema(this IServiceCollection services) =>
        services.AddSingleton<IFaultNames, SubjectFaults>().AddSingleton<TakenNoes>().AddGraphQL(builder =>
        builder.AddAutoSchema<TinyQuery>(schema => schema
                .WithMutation<TinyMutation>()
                .WithSubscription<TinySubscription>())
            .ConfigureSchema(schema => schema.RegisterTypes(
                typeof(AutoRegisteringObjectGraphType<Dog>),
                typeof(AutoRegisteringObjectGraphType<Robot>)))
            .AddSystemTextJson());
}
