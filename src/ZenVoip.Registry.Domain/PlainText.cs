namespace ZenVoip.Registry.Domain;

/// <summary>What a text must be to be kept, digested and read back as it was.</summary>
public static class PlainText
{
    extension(string text)
    {
        /// <summary>
        /// No control character, and no half of a character (a surrogate without its other half), which UTF-8 cannot
        /// say: two such texts would be stored, and digested, as one.
        /// </summary>
        public bool IsPlain => text.Plain() == text;

        /// <summary>Plain, and says something in at most so many characters.</summary>
        public bool IsPlainWithin(int limit) =>
            text.Length <= limit && !string.IsNullOrWhiteSpace(text) && text.IsPlain;

        /// <summary>The text without what is not plain.</summary>
        public string Plain() => IsBare(text) ? text : string.Concat(
            text.Where((c, index) => !char.IsControl(c) && !IsHalf(text, index)));
    }

    private static bool IsBare(string text) => !text.Any(c => char.IsControl(c) || char.IsSurrogate(c));

    private static bool IsHalf(string text, int index) => char.IsHighSurrogate(text[index])
        ? index + 1 == text.Length || !char.IsLowSurrogate(text[index + 1])
        : char.IsLowSurrogate(text[index]) && (index == 0 || !char.IsHighSurrogate(text[index - 1]));
}
