using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;
using ZenVoip.Registry.Domain.Rulebook;

namespace ZenVoip.Registry.Server.Rulebook;

/// <summary>Reads a rulebook from its YAML file, strictly.</summary>
internal static class RulebookFile
{
    /// <summary>The name of the file that is shipped beside the program.</summary>
    public const string ShippedName = "rulebook.yaml";

    /// <summary>In bytes: the shipped one has under 60 KB.</summary>
    public const int MaxLength = 1024 * 1024;

    /// <param name="clock">Says whether the rulebook is in effect.</param>
    /// <exception cref="RulebookException">It cannot be read, or says something wrong: all of it listed.</exception>
    public static Rules Load(string path, TimeProvider clock)
    {
        if (Directory.Exists(path))
            throw Unreadable(path, "this is a folder: name the file");
        try
        {
            if (new FileInfo(path).Length > MaxLength)
                throw Unreadable(path, $"the file has more than {MaxLength} bytes");
            return Parse(File.ReadAllText(path), path, DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime));
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw Unreadable(path, $"the file cannot be read: {fault.Message}");
        }
    }

    /// <param name="name">What the errors call the text.</param>
    /// <param name="today">In UTC: a rulebook that takes effect later is refused; null: any day will do.</param>
    /// <exception cref="RulebookException">The text says something wrong: all of it listed.</exception>
    public static Rules Parse(string text, string name, DateOnly? today = null)
    {
        var findings = new Findings(name);
        var clauses = Root(text, findings) is { } root ? new RulebookReader(findings, today).Read(root) : null;
        return clauses is not null && findings.Count == 0
            ? new Rules(clauses)
            : throw new RulebookException(findings.Errors);
    }

    private static Fields? Root(string text, Findings findings)
    {
        var stream = new YamlStream();
        var parser = new Parser(new StringReader(text));
        try
        {
            stream.Load(parser);
        }
        catch (YamlException fault)
        {
            findings.Add(fault.Start, $"not valid YAML: {fault.Message}");
            return null;
        }
        catch (InvalidOperationException)
        {
            // What the scanner throws, without a place, for a list that is never closed: after the last thing it read.
            findings.Add(parser.Current?.End ?? Mark.Empty, "not valid YAML after this");
            return null;
        }

        if (stream.Documents is [{ RootNode: YamlMappingNode root }])
            return new Fields(root, findings);

        findings.Add(Mark.Empty, "the file must be one YAML mapping");
        return null;
    }

    private static RulebookException Unreadable(string path, string reason) => new([new(path, 1, reason)]);
}
