using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace ZenVoip.Registry.Server.Http;

/// <summary>How the GraphQL endpoint serves (<c>Registry</c>).</summary>
internal sealed class GraphQLOptions : IValidatableObject
{
    public const string Section = "Registry";

    /// <summary>A folder of <c>*.graphql</c> that may be run by <c>documentId</c>; none by default.</summary>
    public string? TrustedDocuments { get; set; }

    /// <summary>Refuses every query that is no trusted document; false by default.</summary>
    public bool OnlyTrustedDocuments { get; set; }

    /// <summary>Calls per second and client, with a burst of one second; 20,000 by default.</summary>
    [Range(1, 10_000_000)]
    public int CallsPerSecond { get; set; } = 20_000;

    /// <summary>Opens introspection and the schema to every caller; by default in Development only.</summary>
    /// <remarks>Otherwise both need the scope <c>schema:read</c>.</remarks>
    public bool AllowIntrospection { get; set; }

    /// <summary>Largest request body in bytes; 4 MB by default, for bulk operations of 10,000 items.</summary>
    [Range(1_024, 64 * 1024 * 1024)]
    public int MaxBodyBytes { get; set; } = 4 * 1024 * 1024;

    /// <summary>Longest path and query of a GET in characters; 7,680 by default.</summary>
    /// <remarks>Below Kestrel's own limit of 8,192 for the whole request line, whose refusal says nothing.</remarks>
    [Range(256, 8_000)]
    public int MaxUrlLength { get; set; } = 7_680;

    /// <summary>How long an operation may run before it is answered with TIMEOUT; 10 seconds by default.</summary>
    [Range(typeof(TimeSpan), "00:00:00.1", "00:05:00")]
    public TimeSpan ExecutionTimeout { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>Documents remembered as valid; 1,024 by default.</summary>
    [Range(1, 100_000)]
    public int CachedDocuments { get; set; } = 1_024;

    /// <summary>Length of all remembered documents together, in characters; 1,048,576 by default.</summary>
    [Range(1_024, 64 * 1024 * 1024)]
    public int CachedCharacters { get; set; } = 1024 * 1024;

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (TrustedDocuments is { Length: > 0 } folder && !Directory.Exists(folder))
            yield return new($"Registry:TrustedDocuments: the folder '{folder}' does not exist.");
        else if (OnlyTrustedDocuments && !Http.TrustedDocuments.Files(TrustedDocuments).Any())
            yield return new("Registry:OnlyTrustedDocuments: no document is in Registry:TrustedDocuments.");
    }
}

[OptionsValidator]
internal sealed partial class GraphQLOptionsValidator : IValidateOptions<GraphQLOptions>;
