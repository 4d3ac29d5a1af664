using System.Collections.Frozen;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Options;

namespace ZenVoip.Registry.Server.Http;

/// <summary>The documents that callers may run by id, read once at start.</summary>
internal sealed class TrustedDocuments(IOptions<GraphQLOptions> options)
{
    private readonly FrozenDictionary<string, string> _texts = Read(options.Value.TrustedDocuments);

    /// <summary>The text of a document; null: there is none with this id.</summary>
    public string? Find(string documentId) => _texts.GetValueOrDefault(documentId);

    /// <summary>"sha256:" and the lower-case hex of the file's bytes.</summary>
    public static string IdOf(ReadOnlySpan<byte> file) => $"sha256:{Convert.ToHexStringLower(SHA256.HashData(file))}";

    private static FrozenDictionary<string, string> Read(string? folder)
    {
        if (string.IsNullOrEmpty(folder)) return FrozenDictionary<string, string>.Empty;
        if (!Directory.Exists(folder))
            throw new OptionsValidationException(
                nameof(TrustedDocuments),
                typeof(GraphQLOptions),
                [$"Registry:TrustedDocuments: the folder '{folder}' does not exist."]);
        return Directory.EnumerateFiles(folder, "*.graphql", SearchOption.AllDirectories)
            .Select(File.ReadAllBytes)
            .DistinctBy(file => IdOf(file))
            .ToFrozenDictionary(file => IdOf(file), file => Encoding.UTF8.GetString(file).TrimStart('\uFEFF'));
    }
}
