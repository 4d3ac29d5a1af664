using System.Collections.Frozen;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Options;
using ZenVoip.Registry.Server.Guard;

namespace ZenVoip.Registry.Server.Http;

/// <summary>The documents that callers may run by id, read and admitted once at start.</summary>
internal sealed class TrustedDocuments(IOptions<GraphQLOptions> options)
{
    private FrozenDictionary<string, AdmittedDocument> _admitted = FrozenDictionary<string, AdmittedDocument>.Empty;

    /// <summary>Null: there is none with this id.</summary>
    public AdmittedDocument? Find(string documentId) => _admitted.GetValueOrDefault(documentId);

    /// <summary>"sha256:" and the lower-case hex of the file's bytes.</summary>
    public static string IdOf(ReadOnlySpan<byte> file) => $"sha256:{Convert.ToHexStringLower(SHA256.HashData(file))}";

    /// <exception cref="OptionsValidationException">There is a document that cannot run.</exception>
    public async Task Load(Func<string, Task<AdmittedDocument>> admit)
    {
        var admitted = new Dictionary<string, AdmittedDocument>(StringComparer.Ordinal);
        List<string> failures = [];
        foreach (var file in Files(options.Value.TrustedDocuments))
        {
            var bytes = await File.ReadAllBytesAsync(file);
            try
            {
                admitted[IdOf(bytes)] = await admit(Encoding.UTF8.GetString(bytes).TrimStart('\uFEFF'));
            }
            catch (Exception fault) when (fault is GraphFault or InvalidDocumentException)
            {
                failures.Add($"Registry:TrustedDocuments: {file}: {WordsOf(fault)}");
            }
        }
        if (failures is not [])
            throw new OptionsValidationException(nameof(TrustedDocuments), typeof(GraphQLOptions), failures);
        _admitted = admitted.ToFrozenDictionary(StringComparer.Ordinal);
    }

    private static string WordsOf(Exception fault) =>
        fault is InvalidDocumentException { Errors: [var first, ..] } ? first.Message : fault.Message;

    public static IEnumerable<string> Files(string? folder) => Directory.Exists(folder)
        ? Directory.EnumerateFiles(folder, "*.graphql", SearchOption.AllDirectories)
        : [];
}
