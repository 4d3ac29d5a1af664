using ZenVoip.Registry.Domain.Rulebook;

namespace ZenVoip.Registry.Domain.Decisions;

/// <summary>What the person has answered to what is asked, at the address that is judged.</summary>
internal readonly record struct Heard
{
    /// <summary>The newest answer or request: it says why there is no consent.</summary>
    public Answer? Newest { get; private init; }

    /// <summary>
    /// The newest of what the person really said, yes or no: it decides. A request for a confirmation takes neither a
    /// yes nor an objection back, and a yes that ended with its link was not said again when it ended.
    /// </summary>
    public Answer? Said { get; private init; }

    /// <summary>The newest live yes to exactly this controller, purpose, channel and identifier.</summary>
    public Answer? ExactYes { get; private init; }

    public static Heard In(in Case about)
    {
        var heard = new Heard();
        foreach (var answer in about.Profile.Answers)
        {
            if (!Concerns(answer, about))
                continue;

            heard = heard with
            {
                Newest = Later(heard.Newest, answer),
                Said = IsSaid(answer.Status) ? Later(heard.Said, answer) : heard.Said,
                ExactYes = IsExactYes(answer, about) ? Later(heard.ExactYes, answer) : heard.ExactYes,
            };
        }

        return heard;
    }

    /// <summary>Whether a yes that came after the no stands, under this rule, for exactly what is asked.</summary>
    public bool TakesBack(DateTimeOffset noAt, PurposeRule rule, DateTimeOffset now) =>
        ExactYes is { } yes && yes.At > noAt && rule.KeepsConsent(yes.At, now)
        && !(Said is { } said && IsNo(said.Status) && said.At >= yes.At);

    public static bool IsNo(ConsentStatus status) => status is ConsentStatus.Refused or ConsentStatus.Withdrawn;

    public static bool IsLive(Answer answer, DateTimeOffset now) =>
        answer.Status is ConsentStatus.Given && Instants.Lasts(answer.ExpiresAt, now);

    private static bool IsSaid(ConsentStatus status) => status is ConsentStatus.Given || IsNo(status);

    private static bool Concerns(Answer answer, in Case about)
    {
        // What was refused to everybody was refused to whoever asks.
        var isNo = IsNo(answer.Status);
        var isMeant = answer.Controller == about.Question.Controller
            || (isNo && answer.Controller == Controller.Platform);
        if (!isMeant || !(answer.Purpose == about.Question.Purpose || (isNo && about.IsUnheardOf(answer.Purpose))))
            return false;

        // A no counts at once, a yes not before its time: clocks differ.
        if (!isNo && answer.At > about.Now)
            return false;

        // "A negative answer without a channel covers all", a positive one covers exactly its own. A no is the
        // person's, by whatever it came; a yes is bound to its address.
        return isNo
            ? answer.Channel is null || about.Covers(answer.Channel)
            : about.Covers(answer.Channel) && (answer.Link is null || answer.Link == about.Link);
    }

    private static bool IsExactYes(Answer answer, in Case about)
    {
        var bound = about.LinkType is { } type && type.BindsConsent(about.Channel);
        return IsLive(answer, about.Now) && answer.Channel == about.Channel
            && (answer.Link == (bound ? about.Link : null) || (about.Channel is null && answer.Link is null));
    }

    /// <summary>The later one; at the same instant a no beats what is neither, and that beats a yes.</summary>
    private static Answer Later(Answer? one, Answer other) =>
        one is null || other.At > one.At || (other.At == one.At && Weight(other.Status) > Weight(one.Status))
            ? other
            : one;

    private static int Weight(ConsentStatus status) => status switch
    {
        ConsentStatus.Withdrawn => 5,
        ConsentStatus.Refused => 4,
        ConsentStatus.Invalidated => 3,
        ConsentStatus.Expired => 2,
        ConsentStatus.Requested => 1,
        _ => 0,
    };
}
