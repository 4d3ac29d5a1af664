using GraphQL;
using ZenVoip.Registry.Server.Guard;
using ZenVoip.Registry.Server.Security;

namespace ZenVoip.Registry.Server.Api;

/// <summary>Proof of what became of somebody's data on their demand, for whoever asks for it.</summary>
/// <param name="Cause">The id of the rights request that demanded it.</param>
/// <param name="CertifiedAt">When the last of it was settled: a later certificate of the same cause says more.</param>
/// <param name="Document">A JSON Web Signature: check it by the keys of `/certificates/keys`.</param>
[Name("DeletionCertificate")]
[Scope(Scopes.RightsManage)]
internal sealed record CertificateNode([property: Id] string Cause, DateTimeOffset CertifiedAt, string Document);
