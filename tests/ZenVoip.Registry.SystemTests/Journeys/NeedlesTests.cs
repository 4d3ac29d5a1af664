using System.Text;

namespace ZenVoip.Registry.SystemTests.Journeys;

/// <summary>A search that finds nothing proves something only if it could have found it.</summary>
public sealed class NeedlesTests
{
    private const string Text = "+4915208675309";

    private static readonly byte[] Noise = [.. Enumerable.Range(0, 1 << 20).Select(number => (byte)(number * 37))];

    public static TheoryData<string> Hidden =>
    [
        Text,
        Convert.ToHexString(Encoding.UTF8.GetBytes(Text)),
        Convert.ToHexStringLower(Encoding.Unicode.GetBytes(Text)),
        Convert.ToBase64String(Encoding.UTF8.GetBytes(Text)),
        Convert.ToBase64String(Encoding.UTF8.GetBytes($"a{Text}b")),
        Convert.ToBase64String(Encoding.UTF8.GetBytes($"ab{Text}")),
        Convert.ToBase64String(Encoding.Unicode.GetBytes($"{{{Text}}}")),
        Encoding.Latin1.GetString(Encoding.Unicode.GetBytes(Text)),
    ];

    [Theory]
    [MemberData(nameof(Hidden))]
    public void A_text_is_found_in_every_form_wherever_it_stands(string hidden)
    {
        var needles = new Needles(Text);

        Assert.All([0, 1000, Noise.Length - 5, Noise.Length], at => Assert.NotEmpty(needles.In(
            new MemoryStream([.. Noise[..at], .. Encoding.Latin1.GetBytes(hidden), .. Noise[at..]]))));
        Assert.Empty(needles.In(new MemoryStream(Noise)));
    }
}
