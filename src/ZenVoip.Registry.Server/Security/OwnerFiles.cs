namespace ZenVoip.Registry.Server.Security;

/// <summary>
/// Files with keys and people in them: only their owner can read them, whatever the umask, and whatever they were
/// before. On Windows the directory's access list decides.
/// </summary>
internal static class OwnerFiles
{
    private const UnixFileMode OfFile = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private const UnixFileMode OfDirectory = OfFile | UnixFileMode.UserExecute;

    /// <summary>What SQLite keeps beside a database; it makes them with the rights of the database.</summary>
    private static readonly string[] Companions = ["", "-wal", "-shm", "-journal"];

    /// <summary>One that exists stays as it is, and is told about: others may have a right to be in it.</summary>
    public static void CreateDirectory(string path)
    {
        if (OperatingSystem.IsWindows())
            Directory.CreateDirectory(path);
        else
            Directory.CreateDirectory(path, OfDirectory);
    }

    /// <summary>For writing, by one at a time.</summary>
    public static FileStream Open(string path, FileMode mode)
    {
        var options = new FileStreamOptions { Mode = mode, Access = FileAccess.Write, Share = FileShare.None };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = OfFile;
        var file = new FileStream(path, options);
        Close(path);
        return file;
    }

    /// <summary>Makes a SQLite database, empty, before the driver would make it readable by all.</summary>
    public static void ClaimDatabase(string path)
    {
        CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
        try
        {
            if (!File.Exists(path)) Open(path, FileMode.CreateNew).Dispose();
        }
        catch (IOException) when (File.Exists(path))
        {
            // Another process that starts at the same time was first.
        }
        foreach (var companion in Companions)
            Close(path + companion);
    }

    /// <summary>Takes from everybody else what rights they have in a file.</summary>
    public static void Close(string path)
    {
        if (OperatingSystem.IsWindows() || !File.Exists(path) || !IsOpen(path)) return;
        try
        {
            File.SetUnixFileMode(path, OfFile);
        }
        catch (FileNotFoundException)
        {
            // Gone meanwhile, as below.
        }
        catch (UnauthorizedAccessException)
        {
            // Somebody else's, or a file system without rights: told at the start.
        }
    }

    /// <summary>
    /// A directory, or what is in it, that others than the owner may read or change. An empty one holds no secret: what
    /// will be made in it is its owner's.
    /// </summary>
    public static IEnumerable<string> OpenToOthers(string directory) =>
        !OperatingSystem.IsWindows() && Directory.Exists(directory)
        && Directory.GetFiles(directory) is { Length: > 0 } files
            ? [.. files.Prepend(directory).Where(IsOpen)]
            : [];

    private static bool IsOpen(string path)
    {
        if (OperatingSystem.IsWindows()) return false;
        try
        {
            return (File.GetUnixFileMode(path) & ~OfDirectory) != UnixFileMode.None;
        }
        catch (FileNotFoundException)
        {
            // What SQLite keeps beside a database comes and goes with whoever uses it, also in another process.
            return false;
        }
    }
}
