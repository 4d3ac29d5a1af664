using ZenVoip.Registry.Domain.Rulebook;
using ZenVoip.Registry.Server.Rulebook;

namespace ZenVoip.Registry.Tests.Rulebook;

/// <summary>The rulebook that is shipped with the server, as it stands in the output folder.</summary>
internal static class Shipped
{
    public static string Path { get; } = System.IO.Path.Combine(AppContext.BaseDirectory, RulebookFile.ShippedName);

    public static Rules Rules { get; } = RulebookFile.Load(Path, TimeProvider.System);
}
