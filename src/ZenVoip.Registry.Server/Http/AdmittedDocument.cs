using System.Collections.Immutable;
using GraphQLParser.AST;
using ZenVoip.Registry.Server.Guard;

namespace ZenVoip.Registry.Server.Http;

/// <summary>A document that is within the budget and valid: it may be run without looking at it again.</summary>
internal sealed class AdmittedDocument(
    string text, GraphQLDocument document, ImmutableArray<AdmittedOperation> operations)
{
    public string Text { get; } = text;

    public GraphQLDocument Document { get; } = document;

    /// <exception cref="GraphFault">OPERATION.</exception>
    public AdmittedOperation Find(string? name)
    {
        if (string.IsNullOrEmpty(name))
        {
            return operations.Length == 1
                ? operations[0]
                : throw new GraphFault(ErrorCodes.Operation, "The operationName must say which operation is meant.");
        }
        foreach (var operation in operations)
        {
            if (operation.Name == name) return operation;
        }
        throw new GraphFault(ErrorCodes.Operation, "No operation has this operationName.");
    }
}

/// <summary>One operation of an admitted document, and what a caller must hold to run it.</summary>
/// <param name="Cost">Null: nothing that it asks for has a size.</param>
/// <param name="Plain">Null: the engine walks through it on each request.</param>
internal sealed record AdmittedOperation(
    string? Name, OperationType Type, AccessDemands Access, QueryCost? Cost, PlainOperation? Plain)
{
    public override string ToString() => nameof(AdmittedOperation);
}
