using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using ZenVoip.Registry.Domain;
using ZenVoip.Registry.Domain.Decisions;

namespace ZenVoip.Registry.Tests.Decisions;

/// <summary>Turns the words of a decision row into facts and a question.</summary>
internal static partial class Scene
{
    public static Facts Facts(DecisionRow row)
    {
        string[][] people = row.Person is "nobody" ? [] : [.. row.Person.Split("+ ").Select(Words)];
        Said[] all = [.. row.Said.Split(';', StringSplitOptions.RemoveEmptyEntries).Select(Words).Select(Said.Parse)];
        return new(
            [.. people.Select((words, index) => Person(words, all.Where(one => one.By == index + 1), row, index))],
            [.. all.Where(one => one.IsKept).Select(one => one.Kept(people.Length == 0 ? null : $"sub_{one.By}"))]);
    }

    public static Question Question(string asked)
    {
        var words = Words(asked);
        return new(
            ControllerIn(words),
            Purpose.TryParse(words[0])!.Value,
            Choice<Channel>(words),
            AskedBy(words) is { } by ? by.Type : null);
    }

    public static DateTimeOffset Now(string text) => Instant(text.Length == 0 ? "2026-11-23T19:00:00Z" : text);

    public static string Wire(string name) => JsonNamingPolicy.SnakeCaseUpper.ConvertName(name);

    internal static DateTimeOffset Instant(string text) => DateTimeOffset.Parse(
        text.Length == 5 ? $"2026-{text}T00:00:00Z" : text, CultureInfo.InvariantCulture);

    internal static Controller ControllerIn(IEnumerable<string> words) =>
        words.FirstOrDefault(word => word.StartsWith('@')) is { } word
            ? Controller.TryParse(word[1..])!.Value
            : Controller.ZenVoip;

    internal static T? Choice<T>(IEnumerable<string> words) where T : struct, Enum => words
        .SelectMany(word => Enum.GetValues<T>().Where(value => Wire(value.ToString()) == word))
        .Select(value => (T?)value)
        .FirstOrDefault();

    private static string[] Words(string text) => text.Split(' ', StringSplitOptions.RemoveEmptyEntries);

    private static Person Person(string[] words, IEnumerable<Said> said, DecisionRow row, int index)
    {
        var profile = new DecisionProfile
        {
            Status = Choice<SubjectStatus>(words) ?? SubjectStatus.Active,
            SuspectedMinor = words.Contains("minor"),
            Relationships = [.. words.Select(Relationship).OfType<Standing>()],
            Jurisdictions = [.. words.Select(Observed).OfType<ObservedIn>()],
            Addresses = [.. words.Select(Link).OfType<Address>()],
            Answers = [.. said.Select(one => one.Answer).OfType<Answer>()],
            OptOuts = [.. said.Select(one => one.No).OfType<No>()],
            Restrictions = [.. words.Where(word => word.StartsWith("restricted@", StringComparison.Ordinal))
                .Select(Limit)],
        };
        return new($"sub_{index + 1}", Version: 7 + index, profile, AskedBy(Words(row.Asked))?.Link);
    }

    private static Limit Limit(string word)
    {
        var parts = word["restricted".Length..].Split('/');
        return new(ControllerIn(parts), "ACCURACY_CONTESTED")
        {
            Purposes = [.. parts.Skip(1).Select(part => Purpose.TryParse(part)!.Value)],
        };
    }

    private static Standing? Relationship(string word) => word.Split('@') switch
    {
        ["customer"] => new(Controller.ZenVoip, SubjectKind.Customer),
        ["customer", var controller] => new(Controller.TryParse(controller)!.Value, SubjectKind.Customer),
        ["visitor"] => new(Controller.ZenVoip, SubjectKind.Visitor),
        ["requester"] => new(Controller.ZenVoip, SubjectKind.Requester),
        ["enduser", var controller] => new(Controller.TryParse(controller)!.Value, SubjectKind.EndUser),
        _ => null,
    };

    private static ObservedIn? Observed(string word) => word.Split('<') switch
    {
        [var code] when Jurisdiction.TryParse(code) is { } place => new(place, ExpiresAt: null),
        [var code, var end] when Jurisdiction.TryParse(code) is { } place => new(place, Instant(end)),
        _ => null,
    };

    private static Address? Link(string word) => LinkPattern().Match(word) is { Success: true } match
        ? new(
            int.Parse(match.Groups[2].Value, CultureInfo.InvariantCulture),
            Enum.Parse<IdentifierType>(match.Groups[1].Value, ignoreCase: true))
        : null;

    private static Address? AskedBy(string[] words) =>
        Array.IndexOf(words, "by") is >= 0 and var at ? Link(words[at + 1]) : null;

    [GeneratedRegex(@"\A(phone|email|ip|account|cookie|user|sip|device)([1-9])\z")]
    private static partial Regex LinkPattern();
}
