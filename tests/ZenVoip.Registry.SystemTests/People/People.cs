namespace ZenVoip.Registry.SystemTests;

/// <summary>
/// One invented person as systems know them: each text written as people write it, not as the registry stores it.
/// </summary>
internal sealed record FixturePerson
{
    /// <summary>A country, or a state of one: <c>DE</c>, <c>US-TN</c>.</summary>
    public required string Jurisdiction { get; init; }

    /// <summary>The wire name of a subject kind.</summary>
    public required string Kind { get; init; }

    public required string Controller { get; init; }

    /// <summary>National numbers are of <see cref="Country"/>.</summary>
    public required string Phone { get; init; }

    /// <summary>What <see cref="Phone"/> must become.</summary>
    public required string E164 { get; init; }

    public required string Email { get; init; }

    public required string Ip { get; init; }

    /// <summary>Colleagues share it.</summary>
    public required string Account { get; init; }

    public string Country => Jurisdiction[..2];
}

/// <summary>
/// A thousand people who do not exist: addresses from the ranges reserved for documentation (RFC 2606, 5737, 3849),
/// +1 numbers from the fictional 555-01xx, all others variations of the numbering plans' example numbers.
/// </summary>
internal static class People
{
    public static IReadOnlyList<FixturePerson> All { get; } = [.. Read()];

    private static IEnumerable<FixturePerson> Read()
    {
        using var file = typeof(People).Assembly.GetManifestResourceStream("people.csv")
            ?? throw new InvalidOperationException("people.csv is not embedded.");
        using var reader = new StreamReader(file);
        reader.ReadLine();
        while (reader.ReadLine() is { } line) yield return Person(line.Split(','));
    }

    private static FixturePerson Person(string[] fields) =>
        fields is [var jurisdiction, var kind, var controller, var phone, var e164, var email, var ip, var account]
            ? new()
            {
                Jurisdiction = jurisdiction,
                Kind = kind,
                Controller = controller,
                Phone = phone,
                E164 = e164,
                Email = email,
                Ip = ip,
                Account = account,
            }
            : throw new InvalidDataException("A person has eight fields.");
}
