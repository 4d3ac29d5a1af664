using System.CommandLine;
using System.CommandLine.Invocation;
using Microsoft.Data.Sqlite;
using ZenVoip.Registry.Grains.Subjects;
using ZenVoip.Registry.Server.Deletions;
using ZenVoip.Registry.Server.Security;
using ZenVoip.Registry.Server.Storage;
using ZenVoip.Registry.Server.Subjects;

namespace ZenVoip.Registry.Server.Operations;

/// <summary>
/// The command line: serve (default), token, migrate, verify, rewrap. Everything else on it is configuration.
/// </summary>
internal static class RegistryCommands
{
    private const int Broken = 1;
    private const int Unknown = 2;

    /// <summary>
    /// What cannot be read is refused like everything else: the library would end with 1, which of <c>verify</c> means
    /// that something is broken.
    /// </summary>
    public static async Task<int> Run(string[] words, InvocationConfiguration invocation)
    {
        if (Read(words, out var mistake) is { } parsed)
            return await parsed.InvokeAsync(invocation);
        await invocation.Error.WriteLineAsync(mistake);
        return GuardedCommand.Refused;
    }

    /// <summary>Null: they, or a file of settings, cannot be read.</summary>
    private static ParseResult? Read(string[] words, out string mistake)
    {
        mistake = "";
        try
        {
            var parsed = Create(RegistryHost.Builder(words)).Parse(words);
            if (parsed.Action is not ParseErrorAction)
                return parsed;
            mistake = $"{parsed.Errors[0].Message} See --help.";
        }
        catch (Exception unread) when (unread is FormatException or InvalidDataException)
        {
            mistake = unread.Message;
        }
        return null;
    }

    private static RootCommand Create(WebApplicationBuilder builder)
    {
        var serve = Command("serve", "Serve GraphQL (default).", builder, Serve);
        var migrate = Command("migrate", "Bring the database to this version and stop.", builder, Migrate);
        var verify = VerifyCommand(builder);
        var rewrap = Command("rewrap", "Wrap every data key by the current master key.", builder, Rewrap);
        var token = TokenCommand.Create(builder.Configuration, builder.Environment, TimeProvider.System);
        return new RootCommand("ZenVoIP data subject registry") { serve, migrate, verify, rewrap, token }
            .Doing(builder.Configuration, (_, cancellation) => Serve(builder, cancellation));
    }

    private static Command VerifyCommand(WebApplicationBuilder builder)
    {
        var certificate = new Option<string>("--certificate")
        {
            Description = "A certificate of deletion: tell only whether it is valid, without database and network.",
        };
        var keys = new Option<string>("--keys")
        {
            Description = "With --certificate: the file of /certificates/keys. Default: the configured keys.",
        };
        return new Command(
            "verify", "Recompute every journal, compare what is stored with it, and name what is broken.")
        {
            certificate,
            keys,
        }.Doing(builder.Configuration, (parsed, cancellation) =>
            (parsed.GetValue(certificate), parsed.GetValue(keys)) switch
            {
                ({ } file, var known) => VerifyCertificate(builder, file, known, cancellation),
                (null, null) => VerifyFiles(builder, parsed.InvocationConfiguration.Output, cancellation),
                _ => throw new StartRefusedException("--keys goes with --certificate: see --help."),
            });
    }

    private static async Task<int> VerifyCertificate(
        WebApplicationBuilder builder, string certificate, string? file, CancellationToken cancellation)
    {
        var keys = file is not null
            ? await CertificateReport.Keys(file, cancellation)
            : CertificateKeys.Known(RegistrySecurityOptions.Of(builder.Configuration), builder.Environment);
        return await CertificateReport.Write(Console.Out, certificate, keys, cancellation) switch
        {
            CertificateVerdict.Valid => 0,
            CertificateVerdict.UnknownKey => Unknown,
            _ => Broken,
        };
    }

    private static Command Command(
        string name,
        string description,
        WebApplicationBuilder builder,
        Func<WebApplicationBuilder, CancellationToken, Task<int>> run) =>
        new Command(name, description).Doing(builder.Configuration, (_, cancellation) => run(builder, cancellation));

    private static async Task<int> Serve(WebApplicationBuilder builder, CancellationToken cancellation)
    {
        await using var app = await RegistryHost.Build(builder, cancellation);
        Ports.Demand(app.Configuration);
        StartNotice.Tell(app);
        RegistryHost.Map(app);
        await app.RunAsync(cancellation);
        return 0;
    }

    private static async Task<int> Migrate(WebApplicationBuilder builder, CancellationToken cancellation)
    {
        await using var app = builder.Build();
        var version = await app.Services.GetRequiredService<RegistryStorage>().Migrate(cancellation);
        Console.WriteLine($"The database is at version {version}.");
        return 0;
    }

    /// <summary>What SQLite cannot read is broken, whatever stood in it.</summary>
    private static async Task<int> VerifyFiles(
        WebApplicationBuilder builder, TextWriter output, CancellationToken cancellation)
    {
        try
        {
            return await Verify(builder, cancellation);
        }
        catch (SqliteException fault) when (StartRefusals.IsDamage(fault))
        {
            await output.WriteLineAsync(StartRefusals.Of(fault));
            return Broken;
        }
    }

    private static async Task<int> Verify(WebApplicationBuilder builder, CancellationToken cancellation)
    {
        await using var app = builder.Build();
        await app.Services.GetRequiredService<RegistryStorage>().DemandMade(cancellation);
        await using var keys = await RegistryKeys.Open(
            builder.Configuration, builder.Environment, TimeProvider.System, cancellation);
        var (subjects, entries, erased, broken) = (0, 0L, 0, 0);
        var verdicts = app.Services.GetRequiredService<Verification>().Run(
            new ChainCheck(keys.Journal), new RowsCheck(
                new StateReader(keys.Subjects, app.Services.GetRequiredService<TimeProvider>())), cancellation);
        await using var owners = keys.Subjects.Older(StrayKeys.Age, cancellation).GetAsyncEnumerator(cancellation);
        var stray = new StrayKeys(owners);
        await foreach (var verdict in verdicts)
        {
            await Tell(stray.Before(verdict.SubjectId));
            subjects++;
            entries += verdict.Entries;
            erased += verdict.IsErased ? 1 : 0;
            if (verdict.Fault is JournalFault.None)
                continue;
            broken++;
            Console.WriteLine($"{verdict.SubjectId} entry {verdict.Entry}: {verdict.Fault}");
        }
        await Tell(stray.Before(subjectId: null));
        Console.WriteLine($"{subjects} subjects, {entries} entries, {broken} broken.");
        if (erased > 0)
            Console.WriteLine($"{erased} erased: their entries are whole, but what they said cannot be read any more.");
        return broken == 0 ? 0 : Broken;
    }

    /// <summary>Nothing is broken by them.</summary>
    private static async Task Tell(IAsyncEnumerable<string> strays)
    {
        await foreach (var id in strays)
            Console.WriteLine($"{id}: a data key without a subject");
    }

    private static async Task<int> Rewrap(WebApplicationBuilder builder, CancellationToken cancellation)
    {
        await using var keys = await RegistryKeys.Open(
            builder.Configuration, builder.Environment, TimeProvider.System, cancellation);
        var (all, renewed, unknown) = await keys.Subjects.RenewAll(cancellation);
        Console.WriteLine($"{all} data keys, {renewed} wrapped anew, {unknown} by an unknown master key.");
        return unknown == 0 ? 0 : Broken;
    }
}
