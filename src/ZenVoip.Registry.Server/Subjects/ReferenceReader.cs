using System.Diagnostics;
using ZenVoip.Registry.Domain;
using ZenVoip.Registry.Domain.Identifiers;
using ZenVoip.Registry.Server.Api;
using ZenVoip.Registry.Server.Identifiers;
using ZenVoip.Registry.Server.Storage;

namespace ZenVoip.Registry.Server.Subjects;

/// <summary>
/// Reads what callers write: identifiers into canonical form with their digests, controllers, references.
/// </summary>
internal sealed class ReferenceReader(IdentifierParser parser, IdentifierDigests digests)
{
    /// <param name="country">Completes a national phone number; null: the configured default does.</param>
    public Parsed<DigestedIdentifier> Identifier(IdentifierInput input, string? country = null, bool verified = false)
    {
        return parser.Parse(input.Type, input.Value, country) switch
        {
            IdentifierResult.Parsed { Identifier: var identifier } read => new DigestedIdentifier(
                identifier, digests.Of(identifier), Jurisdiction.TryParse(read.Region), verified),
            IdentifierResult.Refused { Reason: var reason } => reason,
            _ => throw new UnreachableException(),
        };
    }

    public Parsed<Reference> Reference(SubjectRef reference, string? country = null) => reference switch
    {
        { Id: { } id } => SubjectIds.IsOne(id) ? new Reference(id, null) : Refusals.SubjectNotFound,
        { Identifier: { } input } => Identifier(input, country) switch
        {
            { Value: { } identifier } => new Reference(null, identifier),
            { Refusal: var unread } => unread! with { Field = $"subject.{unread.Field}" },
        },
        _ => Refusals.SubjectNotFound,
    };

    /// <summary>What finds the person; null: the reference cannot be read.</summary>
    public FactsKey? Key(SubjectRef reference) => reference switch
    {
        { Id: { } id } => SubjectIds.IsOne(id) ? FactsKey.Id(id) : null,
        { Identifier: { } input } => parser.Parse(input.Type, input.Value, country: null) switch
        {
            IdentifierResult.Parsed { Identifier: var identifier } => FactsKey.Digest(digests.Of(identifier).Value),
            _ => null,
        },
        _ => null,
    };

    /// <summary>The same for all ways to write a reference; as it is written, where it cannot be read.</summary>
    public string KeyOf(SubjectRef reference) => Key(reference)?.Value
        ?? $"{reference.Id} {reference.Identifier?.Type} {reference.Identifier?.Value}";

    /// <summary>An identifier as it is written, which is as personal as what it is read as.</summary>
    public static string Written(IdentifierInput input) => $"{input.Type} {input.Value}";

    /// <summary>Whom a list is asked for, as stored; null: everybody.</summary>
    public static string? ControllerOf(string? filter) => filter is null ? null
        : Check(filter, out var known) is { } refusal ? throw GraphFaults.Of(refusal)
        : known.Value;

    /// <summary>The same of one who decides about data: nobody stands to the whole platform.</summary>
    public static string? OneControllerOf(string? filter) => ControllerOf(filter) switch
    {
        { } known when known == Controller.Platform.Value => throw GraphFaults.Of(EdgeRefusals.ControllerInvalid),
        var known => known,
    };

    public static Refusal? Check(string controller, out Controller known)
    {
        var read = Controller.TryParse(controller.Trim());
        known = read ?? Controller.ZenVoip;
        return read is null ? EdgeRefusals.ControllerInvalid : null;
    }
}
