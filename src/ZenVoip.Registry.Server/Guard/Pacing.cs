using System.Runtime.CompilerServices;
using GraphQL;

namespace ZenVoip.Registry.Server.Guard;

/// <summary>The vocabulary of sources that keep to the pace of their readers.</summary>
internal static class Pacing
{
    extension(IResolveFieldContext context)
    {
        /// <summary>
        /// The source, at the pace of whoever reads the answer. Every subscription returns such a one.
        /// </summary>
        public IAsyncEnumerable<T> Paced<T>(IAsyncEnumerable<T> source) => Paced(source, StreamPace.Of(context));
    }

    private static async IAsyncEnumerable<T> Paced<T>(
        IAsyncEnumerable<T> source, StreamPace pace, [EnumeratorCancellation] CancellationToken cancellation = default)
    {
        await using var items = source.GetAsyncEnumerator(cancellation);
        await pace.Place(cancellation);
        while (await items.MoveNextAsync())
        {
            yield return items.Current;
            await pace.Place(cancellation);
        }
    }
}
