using System.Diagnostics;
using System.Globalization;

namespace ZenVoip.Registry.SystemTests.Harness;

/// <summary>
/// Ends what the tests have started when they are killed: a shell keeps the ids of running children, and when our end
/// of its standard input closes, kills those that are left. The kernel's own signal to orphans (PR_SET_PDEATHSIG) would
/// not do: it comes when the thread that started the child ends, and threads of a pool come and go.
/// </summary>
internal static class Guardian
{
    private const string Script = """
        trap '' INT TERM HUP
        left=' '
        while read -r what id; do
            case $what in
                start) left="$left$id " ;;
                end) case $left in *" $id "*) left="${left%% $id *} ${left#* $id }" ;; esac ;;
            esac
        done
        for id in $left; do kill -KILL "$id"; done 2> /dev/null
        """;

    private static readonly Lock Turn = new();
    private static readonly Lazy<StreamWriter> Ear = new(Listen);

    /// <summary>Starts a process that does not outlive this one.</summary>
    public static Process Start(ProcessStartInfo start)
    {
        var process = Process.Start(start)!;
        if (OperatingSystem.IsWindows())
            return process;
        var id = process.Id.ToString(CultureInfo.InvariantCulture);
        Say("start", id);
        process.EnableRaisingEvents = true;
        process.Exited += (_, _) => Say("end", id);
        process.Disposed += (_, _) => Say("end", id);
        return process;
    }

    private static void Say(string what, string id)
    {
        lock (Turn)
            Ear.Value.WriteLine($"{what} {id}");
    }

    private static StreamWriter Listen()
    {
        var shell = Process.Start(new ProcessStartInfo("sh", ["-c", Script])
        {
            RedirectStandardInput = true,
            WorkingDirectory = "/",
        })!;
        shell.StandardInput.AutoFlush = true;
        return shell.StandardInput;
    }
}
