using System.Globalization;

namespace ZenVoip.Registry.SystemTests.Journeys;

/// <summary>What a person does about marketing messages.</summary>
internal enum Story
{
    Silent,
    Gives,
    Withdraws,
    OptsOut,

    /// <summary>Gives by a number, and loses that number and gets it back.</summary>
    ChangesNumber,
}

/// <summary>A person of the fixture, as the registry knows them.</summary>
/// <param name="Number">The place in the fixture.</param>
internal sealed record Resident(int Number, FixturePerson Person, string Id)
{
    /// <summary>By the place in the fixture, so that every country has all of them.</summary>
    public Story Story { get; } = (Number % 10) switch
    {
        < 4 => Story.Silent,
        < 7 => Story.Gives,
        7 => Story.Withdraws,
        8 => Story.OptsOut,
        _ => Story.ChangesNumber,
    };

    public object ById => new { id = Id };

    public object ByPhone => new { identifier = Phone };

    public object Phone => new { type = "PHONE", value = Person.E164 };

    /// <summary>
    /// The law in short: a message for marketing needs a yes that was given by this very number, and any no ends it.
    /// Only there a federal law knows hours at which nobody is called.
    /// </summary>
    public IReadOnlyCollection<string> Expected => (Story, Person.Country) switch
    {
        (Story.Gives, "US") => ["PERMIT", "DEFER"],
        (Story.Gives, _) => ["PERMIT"],
        _ => ["DENY"],
    };

    /// <summary>An operation id of this person's, the same at every call.</summary>
    public string Operation(string what) => string.Create(CultureInfo.InvariantCulture, $"{what}-{Number}");
}
