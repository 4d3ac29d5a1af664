using System.Collections.Immutable;
using ZenVoip.Registry.Domain;
using ZenVoip.Registry.Domain.Identifiers;
using ZenVoip.Registry.Domain.Subjects;

namespace ZenVoip.Registry.Grains.Subjects;

/// <summary>What a caller wants of a subject, all of it or nothing.</summary>
[Immutable]
[GenerateSerializer]
[Alias("registry.subject-request")]
public sealed record SubjectRequest
{
    /// <summary>Usually one; a person nobody knew is registered together with what they said.</summary>
    [Id(0)]
    public required ImmutableArray<SubjectCommand> Commands { get; init; }

    /// <summary>The calling client, for the journal.</summary>
    [Id(1)]
    public required string Actor { get; init; }

    /// <summary>
    /// The identifier that the request was addressed by. A grain that does not hold it answers NotOwner, so that
    /// a STOP never lands on yesterday's owner of a number.
    /// </summary>
    [Id(2)]
    public IdentifierDigest? By { get; init; }

    [Id(3)]
    public Operation? Operation { get; init; }

    /// <summary>Refused with VERSION_CONFLICT when the subject has moved on.</summary>
    [Id(4)]
    public int? ExpectedVersion { get; init; }

    /// <summary>Recorded whatever the subject's size, as a whole.</summary>
    public bool IsNeverTooLarge => Commands.Any(command => command.IsNeverTooLarge);

    public override string ToString() => $"SubjectRequest({By})";
}

/// <summary>Names a request, so that repeating it gives the first answer.</summary>
/// <param name="Key">Keyed digest of caller and operation id.</param>
/// <param name="Fingerprint">Keyed digest of what was asked.</param>
[Immutable]
[GenerateSerializer]
[Alias("registry.operation")]
public sealed record Operation([property: Id(0)] string Key, [property: Id(1)] string Fingerprint);

/// <summary>What a subject answered.</summary>
[Immutable]
[GenerateSerializer]
[Alias("registry.subject-answer")]
public sealed record SubjectAnswer
{
    /// <summary>Not the owner of the identifier that the request was addressed by: resolve it again.</summary>
    public static SubjectAnswer NotOwner { get; } = new() { IsNotOwner = true };

    /// <summary>After the request; as it was then, where an operation is replayed. Null: concerns nobody.</summary>
    [Id(0)]
    public Subject? Subject { get; init; }

    [Id(1)]
    public Refusal? Refusal { get; init; }

    [Id(2)]
    public bool IsNotOwner { get; init; }

    /// <summary>The number of events that were recorded.</summary>
    [Id(3)]
    public int Changes { get; init; }

    /// <summary>The operation was answered before, perhaps at another subject: its row says what.</summary>
    [Id(4)]
    public bool IsReplay { get; init; }
}
