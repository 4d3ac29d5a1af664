using System.Globalization;
using System.Net;
using System.Net.Sockets;
using ZenVoip.Registry.Server.Security;

namespace ZenVoip.Registry.Server.Operations;

/// <summary>
/// Tries every port before the silo joins its cluster: the frameworks do not say which one was taken, nor which
/// setting moves it.
/// </summary>
internal static class Ports
{
    /// <exception cref="StartRefusedException">Somebody else listens on one of them.</exception>
    public static void Demand(IConfiguration configuration)
    {
        var silos = configuration["Orleans:AdvertisedAddress"] is { Length: > 0 } ? IPAddress.Any : IPAddress.Loopback;
        foreach (var (setting, port) in OfSilo(configuration))
            Demand(silos, port, setting);
        foreach (var address in Served(configuration))
            Demand(Listens(address.Host), address.Port, WebHostDefaults.ServerUrlsKey);
    }

    /// <exception cref="StartRefusedException">One is no port.</exception>
    public static (string Setting, int Port)[] OfSilo(IConfiguration configuration)
    {
        (string Setting, int Port)[] all =
        [
            ("Orleans:SiloPort", configuration.GetValue("Orleans:SiloPort", SiloSetup.DefaultSiloPort)),
            ("Orleans:GatewayPort", configuration.GetValue("Orleans:GatewayPort", SiloSetup.DefaultGatewayPort)),
        ];
        foreach (var (setting, port) in all)
            Demand(port, setting);
        return all;
    }

    /// <summary>The addresses that have a port: pipes have none.</summary>
    /// <exception cref="StartRefusedException">One is no address.</exception>
    public static BindingAddress[] Served(IConfiguration configuration)
    {
        var urls = configuration[WebHostDefaults.ServerUrlsKey] ?? "";
        try
        {
            BindingAddress[] all =
            [
                .. urls.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
                    .Select(BindingAddress.Parse).Where(address => !address.IsUnixPipe && !address.IsNamedPipe),
            ];
            foreach (var address in all)
                Demand(address.Port, WebHostDefaults.ServerUrlsKey);
            return all;
        }
        catch (FormatException fault)
        {
            throw new StartRefusedException($"{WebHostDefaults.ServerUrlsKey}: {fault.Message}");
        }
    }

    private static void Demand(int port, string setting)
    {
        if (port is < 0 or > IPEndPoint.MaxPort)
            throw new StartRefusedException($"{setting}: there is no port {port}.");
    }

    private static void Demand(IPAddress address, int port, string setting)
    {
        if (port is 0)
            return;
        try
        {
            using var listener = new TcpListener(address, port);
            listener.Start();
        }
        catch (SocketException fault)
        {
            throw new StartRefusedException(string.Create(
                CultureInfo.InvariantCulture,
                $"Port {port} cannot be listened on ({fault.SocketErrorCode}): free it, or set {setting} to another."));
        }
    }

    /// <summary>As Kestrel does: what is neither an address nor localhost means all of them.</summary>
    private static IPAddress Listens(string host) =>
        host is "localhost" ? IPAddress.Loopback : IPAddress.TryParse(host, out var address) ? address : IPAddress.Any;
}
