using ZenVoip.Registry.Domain;

namespace ZenVoip.Registry.Grains.Subjects;

/// <summary>The refusals of the actor itself. The codes are API: they are added, never changed.</summary>
public static class StorageRefusals
{
    public static readonly Refusal DocumentTooLarge =
        new("DOCUMENT_TOO_LARGE", "The subject holds as much as can be stored of one.");

    public static readonly Refusal OperationIdReused =
        new("OPERATION_ID_REUSED", "The operation id was used for another request before.", "operationId");

    public static Refusal VersionConflict(int version) =>
        new("VERSION_CONFLICT", $"The subject is at version {version}.", "expectedVersion");
}
