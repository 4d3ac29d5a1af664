using System.Buffers;
using System.Text;

namespace ZenVoip.Registry.SystemTests.Journeys;

/// <summary>Looks for texts in bytes: as they are, in UTF-16, as hex or base64 of both; in either case.</summary>
internal sealed class Needles
{
    private const int BufferSize = 1 << 20;

    private readonly string[] forms;
    private readonly SearchValues<string> values;

    public Needles(params IEnumerable<string> texts)
    {
        forms = [.. texts.SelectMany(FormsOf).Distinct(StringComparer.OrdinalIgnoreCase)];
        values = SearchValues.Create(forms, StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>What is found in a text.</summary>
    public IEnumerable<string> In(string text) => In(new MemoryStream(Encoding.UTF8.GetBytes(text)));

    /// <summary>What is found in a stream, each form once.</summary>
    public IReadOnlyCollection<string> In(Stream stream)
    {
        var found = new SortedSet<string>(StringComparer.Ordinal);
        var overlap = forms.Max(form => form.Length);
        var bytes = new byte[BufferSize];
        var kept = 0;
        int read;
        while ((read = stream.Read(bytes, kept, bytes.Length - kept)) > 0)
        {
            // Latin-1 makes a char of every byte, so that bytes can be searched as text.
            var window = Encoding.Latin1.GetString(bytes, 0, kept + read);
            Search(window, found);
            var filled = kept + read;
            kept = Math.Min(overlap, filled);
            bytes.AsSpan(filled - kept, kept).CopyTo(bytes);
        }
        return found;
    }

    /// <summary>The files under a folder in which something is found, with what.</summary>
    public IReadOnlyList<string> InFolder(string folder, params string[] except) =>
        [.. Spills.FilesIn(folder, except).SelectMany(file => In(file).Select(form => $"{file.Name}: {form}"))];

    public static IEnumerable<string> FormsOf(string text)
    {
        yield return text;
        yield return Encoding.Latin1.GetString(Encoding.Unicode.GetBytes(text));
        foreach (var bytes in new[] { Encoding.UTF8.GetBytes(text), Encoding.Unicode.GetBytes(text) })
        {
            yield return Convert.ToHexStringLower(bytes);
            for (var offset = 0; offset < 3; offset++)
            {
                var base64 = Base64(bytes, offset);
                yield return base64;
                yield return base64.Replace('+', '-').Replace('/', '_');
            }
        }
    }

    /// <summary>What stays the same whatever stands before, up to whole groups of three, and behind.</summary>
    private static string Base64(byte[] bytes, int offset)
    {
        var all = Convert.ToBase64String([.. new byte[offset], .. bytes]);
        var first = (offset * 4 + 2) / 3;
        return all[first..((offset + bytes.Length) * 8 / 6)];
    }

    private void Search(string window, SortedSet<string> found)
    {
        for (var at = 0; at < window.Length; at++)
        {
            var next = window.AsSpan(at).IndexOfAny(values);
            if (next < 0)
                return;
            at += next;
            found.Add(forms.First(form =>
                window.AsSpan(at).StartsWith(form, StringComparison.OrdinalIgnoreCase)));
        }
    }
}
