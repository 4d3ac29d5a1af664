using ZenVoip.Registry.Server.Api;
using ZenVoip.Registry.Server.Security;

namespace ZenVoip.Registry.Server.Subjects;

/// <summary>Reads whatever has an id, as far as the caller's token is for it.</summary>
internal sealed class NodeReading(SubjectReading subjects, RequestReading requests, WorkReading work)
{
    public async Task<INode?> ById(string id, Caller caller, CancellationToken cancellation) =>
        caller.May(Scopes.SubjectsRead) && await subjects.ById(id) is { } subject
            ? subject
            : await requests.ById(id, caller, cancellation)
                ?? await work.ById(id, caller, cancellation);
}
