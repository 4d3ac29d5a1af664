using Npgsql;
using ZenVoip.Registry.Server.Security;

namespace ZenVoip.Registry.Server.Storage.Postgres;

/// <summary>Reads connection strings.</summary>
internal static class ConnectionText
{
    /// <exception cref="StartRefusedException">It cannot be read; not repeated, it may hold a password.</exception>
    public static NpgsqlConnectionStringBuilder Read(string setting, string text)
    {
        try
        {
            return new NpgsqlConnectionStringBuilder(text);
        }
        catch (Exception unreadable) when (unreadable is ArgumentException or FormatException)
        {
            throw new StartRefusedException(
                $"{setting} is no connection string of Npgsql, such as Host=db;Database=registry;Username=registry.");
        }
    }
}
