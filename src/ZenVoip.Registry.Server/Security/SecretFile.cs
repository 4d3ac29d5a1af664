namespace ZenVoip.Registry.Server.Security;

/// <summary>A small file that only its owner can read, made once however many processes start together.</summary>
internal static class SecretFile
{
    private static readonly TimeSpan LongestTurn = TimeSpan.FromSeconds(10);

    public static string ReadOrCreate(string path, Func<string> content)
    {
        if (!File.Exists(path)) Create(path, content);
        OwnerFiles.Close(path);
        return File.ReadAllText(path);
    }

    // File.Move without overwriting looks first and renames then, so two could still replace each other's keys:
    // makers take turns. It is written aside because readers take none, and must never meet half a file.
    private static void Create(string path, Func<string> content)
    {
        OwnerFiles.CreateDirectory(Path.GetDirectoryName(path)!);
        using var turn = Turn($"{path}.lock");
        if (File.Exists(path)) return;

        var aside = $"{path}.{Path.GetRandomFileName()}";
        using (var file = OwnerFiles.Open(aside, FileMode.CreateNew))
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
            turn = OwnerFiles.Open(path, FileMode.OpenOrCreate);
            return true;
        }
        catch (IOException)
        {
            turn = null;
            return false;
        }
    }
}
