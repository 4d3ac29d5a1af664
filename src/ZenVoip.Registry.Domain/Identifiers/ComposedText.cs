using System.Text;

namespace ZenVoip.Registry.Domain.Identifiers;

/// <summary>
/// Unicode's normalization form C for lower-case Latin, Greek, Cyrillic, kana and Hangul. The runtime's own does
/// nothing under InvariantGlobalization, and one mailbox must not have two digests because one phone composes its
/// letters and another does not. Other scripts stay as they come.
/// </summary>
internal static class ComposedText
{
    private const int SyllableBase = 0xAC00, LeadBase = 0x1100, VowelBase = 0x1161, TailBase = 0x11A7;
    private const int Leads = 19, Vowels = 21, Tails = 28;

    public static string Of(string text) => Ascii.IsValid(text) ? text : Compose(Order(Decompose(text)));

    private static List<char> Decompose(string text)
    {
        var letters = new List<char>(text.Length + 8);
        foreach (var c in text) Decompose(c, letters);
        return letters;
    }

    private static void Decompose(char c, List<char> letters)
    {
        var single = CompositionTable.Same.GetValueOrDefault(c, c);
        if (!CompositionTable.Parts.TryGetValue(single, out var parts))
        {
            letters.Add(single);
            return;
        }
        Decompose(parts.Letter, letters);
        letters.Add(parts.Mark);
    }

    /// <summary>Marks that do not touch each other have an order of their own (canonical combining classes).</summary>
    private static List<char> Order(List<char> letters)
    {
        for (var i = 1; i < letters.Count; i++)
        {
            for (var j = i; j > 0 && Class(letters[j]) > 0 && Class(letters[j - 1]) > Class(letters[j]); j--)
                (letters[j - 1], letters[j]) = (letters[j], letters[j - 1]);
        }
        return letters;
    }

    private static string Compose(List<char> letters)
    {
        var composed = new StringBuilder(letters.Count);
        var (starter, last) = (-1, 0);
        foreach (var c in letters)
        {
            var reaches = starter >= 0 && (last == 0 ? starter == composed.Length - 1 : last < Class(c));
            if (reaches && Pair(composed[starter], c) is { } one)
            {
                composed[starter] = one;
                continue;
            }
            if (Class(c) == 0) starter = composed.Length;
            last = Class(c);
            composed.Append(c);
        }
        return composed.ToString();
    }

    private static int Class(char c) => CompositionTable.Classes.GetValueOrDefault(c);

    private static char? Pair(char first, char second) => (first - LeadBase, second - VowelBase) switch
    {
        ( >= 0 and < Leads, >= 0 and < Vowels) and var (lead, vowel) =>
            (char)(SyllableBase + (lead * Vowels + vowel) * Tails),
        _ when IsOpenSyllable(first) && second - TailBase is > 0 and < Tails => (char)(first + second - TailBase),
        _ => CompositionTable.Composites.TryGetValue((first, second), out var one) ? one : null,
    };

    private static bool IsOpenSyllable(char c) =>
        c - SyllableBase is >= 0 and < Leads * Vowels * Tails and var index && index % Tails == 0;
}
