using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.FileProviders;
using Microsoft.Extensions.Hosting;

namespace ZenVoip.Registry.Tests.Security;

/// <summary>Keys, settings and environments for the tests of this folder.</summary>
internal static class TestKeys
{
    public static byte[] Bytes(byte fill) => [.. Enumerable.Repeat(fill, 32)];

    public static string Base64(byte fill) => Convert.ToBase64String(Bytes(fill));

    public static IConfiguration Configuration(params (string Key, string? Value)[] settings) =>
        new ConfigurationBuilder()
            .AddInMemoryCollection(settings.Select(s => KeyValuePair.Create(s.Key, s.Value)))
            .Build();

    public static IHostEnvironment Environment(string name) => new NamedEnvironment(name);

    private sealed class NamedEnvironment(string name) : IHostEnvironment
    {
        public string EnvironmentName { get; set; } = name;

        public string ApplicationName { get; set; } = "tests";

        public string ContentRootPath { get; set; } = "/";

        public IFileProvider ContentRootFileProvider { get; set; } = new NullFileProvider();
    }
}
