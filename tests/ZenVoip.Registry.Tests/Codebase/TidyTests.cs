namespace ZenVoip.Registry.Tests.Codebase;

public sealed class TidyTests
{
    [Fact]
    public void Code_is_tidy()
    {
        var files = SourceTree.Files("src", "*.cs").Concat(SourceTree.Files("tests", "*.cs")).ToList();

        Assert.NotEmpty(files);
        var findings = files.SelectMany(file => TidyRules.Findings(file, SourceTree.Read(file))).ToList();
        Assert.True(findings is [], string.Join("\n", findings));
    }

    [Theory]
    [InlineData("\tvar x = 1;", "a tab")]
    [InlineData("#reg" + "ion Fields", "a region")]
    [InlineData("// TO" + "DO: later", "a leftover")]
    [InlineData("internal sealed class " + "SubjectManager", "SubjectManager says nothing")]
    [InlineData("public record struct " + "CallInfo(int X);", "CallInfo says nothing")]
    public void An_untidy_line_is_found(string line, string finding) =>
        Assert.Equal([$"File.cs:1: {finding}"], TidyRules.Findings("File.cs", line));

    [Theory]
    [InlineData("public sealed record DataKey;")]
    [InlineData("internal sealed class Information;")]
    public void A_name_that_only_looks_empty_is_not(string line) => Assert.Empty(TidyRules.Findings("File.cs", line));

    [Fact]
    public void A_long_line_is_found()
    {
        Assert.Empty(TidyRules.Findings("File.cs", new string('x', TidyRules.MaxColumns)));
        Assert.NotEmpty(TidyRules.Findings("File.cs", new string('x', TidyRules.MaxColumns + 1)));
    }

    [Fact]
    public void A_long_file_is_found()
    {
        Assert.Empty(TidyRules.Findings("File.cs", string.Concat(Enumerable.Repeat("x\n", TidyRules.MaxLines))));
        Assert.NotEmpty(TidyRules.Findings("File.cs", string.Concat(Enumerable.Repeat("x\n", TidyRules.MaxLines + 1))));
    }

    [Theory]
    [InlineData("    public void Run()\n")]
    [InlineData("    public async Task Run(\n        int first,\n        int second)\n")]
    [InlineData("    [Fact]\n    public void Run()\n")]
    public void A_long_method_is_found(string signature)
    {
        Assert.Empty(TidyRules.Findings("File.cs", Method(lines: 30)));
        Assert.NotEmpty(TidyRules.Findings("File.cs", Method(lines: TidyRules.MaxMethodLines)));

        string Method(int lines) => "internal sealed class A\n{\n" + signature + "    {\n"
            + string.Concat(Enumerable.Repeat("        x();\n", lines)) + "    }\n}\n";
    }
}
