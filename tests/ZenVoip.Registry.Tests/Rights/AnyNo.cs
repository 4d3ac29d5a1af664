using CsCheck;
using ZenVoip.Registry.Domain;
using ZenVoip.Registry.Domain.Consents;
using ZenVoip.Registry.Domain.Rights;
using static ZenVoip.Registry.Tests.Subjects.Told;

namespace ZenVoip.Registry.Tests.Rights;

/// <summary>What a person says no to and agrees to, about few enough things that they often meet.</summary>
internal static class AnyNo
{
    private static readonly Gen<Purpose> Purposes = Gen.OneOf(
        Marketing, Desk.Analytics, Purpose.TryParse("sale")!.Value, Purpose.TryParse("communication")!.Value,
        Purpose.TryParse("cookies.marketing")!.Value, Purpose.TryParse("astrology")!.Value);

    private static readonly Gen<Channel> Channels = Gen.OneOf(Channel.Sms, Channel.Email, Channel.Web);

    private static readonly Gen<Controller> Controllers =
        Gen.Frequency((4, Gen.Const(Controller.ZenVoip)), (2, Gen.Const(Acme)), (1, Gen.Const(Controller.Platform)));

    public static Gen<SubjectCommand> No { get; } = Noes(Channels.Array[0, 2]);

    public static Gen<SubjectCommand> Yes { get; } = Gen.Select(
        Controllers, Purposes, Channels, (controller, purpose, channel) => (SubjectCommand)new RecordConsent
        {
            Controller = controller == Controller.Platform ? Controller.ZenVoip : controller,
            Purpose = purpose,
            Channel = channel,
            Status = ConsentStatus.Given,
            Evidence = new Evidence("web-form"),
        });

    /// <summary>In words that a request may have, but by none.</summary>
    public static Gen<SubjectCommand> OptOut { get; } = Gen.Select(
        Gen.OneOf(OptOutSource.Objection, OptOutSource.Gpc, OptOutSource.SaleOptOut), Purposes, Channels,
        (source, purpose, channel) => (SubjectCommand)new RecordOptOut
        {
            Controller = Controller.ZenVoip,
            Purpose = source is OptOutSource.Objection ? purpose : null,
            Channel = channel,
            Source = source,
            Evidence = new Evidence("signal"),
        });

    public static Gen<SubjectCommand> Noes(Gen<Channel[]> over) => Gen.Select(
        Controllers, Gen.Bool, Gen.Enum<RequestManner>(), Purposes.Array[0, 2], over,
        (controller, isObjection, manner, purposes, channels) => (SubjectCommand)new SubmitRightsRequest
        {
            Controller = controller,
            Type = isObjection ? RightsRequestType.Objection : RightsRequestType.OptOutOfSale,
            Manner = manner,
            Purposes = [.. purposes],
            Channels = [.. channels],
        });
}
