namespace ZenVoip.Registry.Server.Security;

/// <summary>A small file that only its owner can read, made once however many processes start together.</summary>
internal static class SecretFile
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    public static string ReadOrCreate(string path, Func<string> content)
    {
        if (!File.Exists(path)) Create(path, content());
        return File.ReadAllText(path);
    }

    public static FileStream CreateNew(string path)
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = OwnerOnly;
        return new FileStream(path, options);
    }

    // Written aside and moved without overwriting: nobody reads half a file, and the first to arrive wins.
    private static void Create(string path, string content)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        var aside = $"{path}.{Path.GetRandomFileName()}";
        try
        {
            using (var writer = new StreamWriter(CreateNew(aside))) writer.Write(content);
            File.Move(aside, path, overwrite: false);
        }
        catch (IOException) when (File.Exists(path))
        {
            File.Delete(aside);
        }
    }
}
