namespace ZenVoip.Registry.SystemTests.Journeys;

/// <summary>What is personal about an invented person, each value found nowhere else in the world.</summary>
internal static class Planted
{
    public const string Phone = "+49 1520 867-5309";
    public const string E164 = "+4915208675309";
    public const string SecondPhone = "+4915208675310";

    /// <summary>Of somebody nobody knows.</summary>
    public const string StrangersPhone = "+4915208675311";

    /// <summary>Of somebody whose bills a law keeps.</summary>
    public const string BilledPhone = "+4915208675314";

    /// <summary>Was linked to them by mistake.</summary>
    public const string MistakenPhone = "+4915208675315";

    public const string Email = "Wilhelmina.Quackenbush@Canary-Mail.example";
    public const string Ip = "203.0.113.197";
    public const string BilledIp = "203.0.113.198";
    public const string Ip6 = "2001:0DB8:CA7A:11CE:0:0:0:5EED";
    public const string Sip = "sip:quackenbush77@canary-sip.example";
    public const string Cookie = "ck-9f31zq-canary";
    public const string Device = "device-canary-8812";
    public const string User = "user-canary-quack";
    public const string Account = "ACCT-CANARY-4471";
    public const string Source = "https://forms.example/quackenbush-5521";
    public const string Notice = "notice-quackenbush-v9";
    public const string Operation = "stop-+4915208675309";

    /// <summary>Each wherever it stands: as it was written, canonical, or the part that does not change.</summary>
    public static IReadOnlyList<string> All { get; } =
    [
        Phone, E164, SecondPhone, StrangersPhone, BilledPhone, MistakenPhone,
        Digits(E164), Digits(SecondPhone), Digits(StrangersPhone), Digits(BilledPhone), Digits(MistakenPhone),
        "15208675309", "15208675310", "15208675311", "15208675314", "15208675315", BilledIp,
        "Wilhelmina", "Quackenbush", "Canary-Mail", "canary-sip", Ip, Ip6, "2001:db8:ca7a", "ca7a:11ce",
        Cookie, Device, User, Account, Source, Notice, Operation,
    ];

    private static string Digits(string phone) => phone[1..];
}
