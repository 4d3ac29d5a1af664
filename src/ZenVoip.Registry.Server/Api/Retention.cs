using GraphQL;
using ZenVoip.Registry.Domain;
using ZenVoip.Registry.Server.Guard;
using ZenVoip.Registry.Server.Security;

namespace ZenVoip.Registry.Server.Api;

/// <summary>Runs for data of one controller and category, from one event on.</summary>
[Name("RetentionClock")]
[Scope(Scopes.SubjectsRead)]
internal sealed class RetentionClockRecord(Domain.Retention.RetentionClock clock)
{
    /// <summary>Whose data it is: `zenvoip`, or the account code of a customer.</summary>
    public string Controller => clock.Controller.Value;

    /// <summary>What data.</summary>
    public DataCategory Category => clock.Category;

    /// <summary>From what it runs.</summary>
    public RetentionEvent Event => clock.Event;

    /// <summary>
    /// When the `event` was. Of a category that is tracked by month: the start of the oldest month with data, in UTC.
    /// </summary>
    public DateTimeOffset StartedAt => clock.StartedAt;

    /// <summary>When its data, of the oldest month if tracked so, is ordered deleted; null: no limit.</summary>
    public DateTimeOffset? DueAt => clock.DueAt;

    /// <summary>Until when a duty keeps it, also against an erasure request; null: there is none.</summary>
    public DateTimeOffset? KeepUntil => clock.KeepUntil;

    /// <summary>The rule of the rulebook that sets the limit; without a limit, the one that governs.</summary>
    public string Rule => clock.Rule;
}

/// <summary>Stops the deletion of what it names, and nothing else.</summary>
[Name("LegalHold")]
[Scope(Scopes.SubjectsRead, Scopes.RightsManage)]
internal sealed class LegalHoldRecord(Domain.Retention.LegalHold hold)
{
    /// <summary>`hld_` and a random part: release it by this.</summary>
    [Id]
    public string Id => hold.Id;

    /// <summary>Whose data it keeps; null: every controller's.</summary>
    public string? Controller => hold.Controller?.Value;

    /// <summary>Why, as it was said when it was placed: for those who manage rights, as exports leave it out too.
    /// </summary>
    [Scope(Scopes.RightsManage)]
    public string Reason => hold.Reason;

    /// <summary>What it keeps.</summary>
    public IEnumerable<DataCategory> Categories => hold.Categories;

    /// <summary>Since when.</summary>
    public DateTimeOffset PlacedAt => hold.PlacedAt;
}
