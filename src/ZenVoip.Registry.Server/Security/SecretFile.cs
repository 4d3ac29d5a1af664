namespace ZenVoip.Registry.Server.Security;

/// <summary>A small file that only its owner can read, made once however many processes start together.</summary>
internal static class SecretFile
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    private static readonly TimeSpan LongestTurn = TimeSpan.FromSeconds(10);

    public static string ReadOrCreate(string path, Func<string> content)
    {
        if (!File.Exists(path)) Create(path, content);
        return File.ReadAllText(path);
    }

    public static FileStream CreateNew(string path) => Open(path, FileMode.CreateNew);

    // File.Move without overwriting looks first and renames then, so two could still replace each other's keys:
    // makers take turns. It is written aside because readers take none, and must never meet half a file.
    private static void Create(string path, Func<string> content)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        using var turn = Turn($"{path}.lock");
        if (File.Exists(path)) return;

        var aside = $"{path}.{Path.GetRandomFileName()}";
        using (var file = CreateNew(aside))
        using (var writer = new StreamWriter(file))
        {
            writer.Write(content());
            writer.Flush();
            file.Flush(flushToDisk: true);
        }

        File.Move(aside, path);
    }

    private static FileStream Turn(string path)
    {
        FileStream? turn = null;
        return SpinWait.SpinUntil(() => TryTake(path, out turn), LongestTurn)
            ? turn!
            : throw new StartRefusedException($"{Path.GetFileName(path)} in the data directory cannot be locked.");
    }

    private static bool TryTake(string path, out FileStream? turn)
    {
        try
        {
            turn = Open(path, FileMode.OpenOrCreate);
            return true;
        }
        catch (IOException)
        {
            turn = null;
            return false;
        }
    }

    private static FileStream Open(string path, FileMode mode)
    {
        var options = new FileStreamOptions { Mode = mode, Access = FileAccess.Write, Share = FileShare.None };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = OwnerOnly;
        return new FileStream(path, options);
    }
}
