using System.Collections.Immutable;
using GraphQL;
using GraphQL.Execution;
using GraphQL.Instrumentation;
using GraphQL.Types;
using GraphQL.Validation;
using GraphQL.Validation.Rules;
using GraphQLParser;
using GraphQLParser.AST;
using GraphQLParser.Exceptions;
using Microsoft.Extensions.Options;
using ZenVoip.Registry.Server.Guard;

namespace ZenVoip.Registry.Server.Http;

/// <summary>Finds the document of a call; one that is new is parsed, measured, validated and remembered.</summary>
internal sealed class Admission(
    ISchema schema,
    IDocumentValidator validator,
    QueryBudget budget,
    DocumentCache cache,
    TrustedDocuments trusted,
    IOptions<GraphQLOptions> options)
{
    // Variables and arguments belong to a request, not to a document: nothing of them is looked at here.
    private static readonly GraphQLOperationDefinition NoOperation = new(new GraphQLSelectionSet([]));

    /// <summary>The rules about the document alone; those about arguments run on every request.</summary>
    private static readonly ImmutableArray<IValidationRule> DocumentRules =
        [.. DocumentValidator.CoreRules.Where(rule => rule is not FieldArgumentsAreValidRule)];

    private static readonly ImmutableArray<IValidationRule> ArgumentRules = [FieldArgumentsAreValidRule.Instance];

    private static readonly IDictionary<string, object?> NoContext = ImmutableDictionary<string, object?>.Empty;

    /// <summary>The rules that an admitted document must still pass on each request; usually none.</summary>
    public IEnumerable<IValidationRule> RulesOfEachRequest => ChecksArguments ? ArgumentRules : [];

    private bool ChecksArguments =>
        schema.GetMetadata<bool>(FieldArgumentsAreValidRule.HAS_FIELD_ARGUMENT_VALIDATION_KEY);

    /// <exception cref="GraphFault">The document is unknown, not trusted or too large.</exception>
    /// <exception cref="InvalidDocumentException">The document has errors.</exception>
    public async ValueTask<AdmittedDocument> Admit(GraphQLCall call, CancellationToken cancellation)
    {
        if (call.Query is not null && options.Value.OnlyTrustedDocuments)
            throw new GraphFault(ErrorCodes.OnlyTrustedDocuments, "Only trusted documents are run here.");
        var key = call.Query ?? call.DocumentId!;
        if (cache.Find(key) is { } known) return known;
        var text = call.Query
            ?? trusted.Find(key)
            ?? throw new GraphFault(ErrorCodes.UnknownDocument, "No trusted document has this documentId.");
        var admitted = await Admit(text, cancellation);
        cache.Add(key, admitted);
        return admitted;
    }

    private async Task<AdmittedDocument> Admit(string text, CancellationToken cancellation)
    {
        budget.CheckText(text);
        var document = Parse(text);
        budget.Check(document);
        await Validate(document, cancellation);
        return new(text, document, [.. document.Definitions
            .OfType<GraphQLOperationDefinition>()
            .Select(operation => new AdmittedOperation(
                operation.Name?.StringValue,
                operation.Operation,
                AccessWalk.DemandsOf(schema, document, operation),
                ChecksArguments ? null : PlainOperation.Of(schema, document, operation)))]);
    }

    private static GraphQLDocument Parse(string text)
    {
        try
        {
            return Parser.Parse(text, new ParserOptions { Ignore = IgnoreOptions.Comments });
        }
        catch (GraphQLMaxDepthExceededException)
        {
            throw new GraphFault(ErrorCodes.QueryTooDeep, "The query is nested too deeply to be parsed.");
        }
        catch (GraphQLSyntaxErrorException fault)
        {
            throw new InvalidDocumentException([new SyntaxError(fault)]);
        }
    }

    private async Task Validate(GraphQLDocument document, CancellationToken cancellation)
    {
        if (document.Definitions.Any(one => one is not (GraphQLOperationDefinition or GraphQLFragmentDefinition)))
            throw new GraphFault(ErrorCodes.Validation, "A query holds operations and fragments only.");
        var result = await validator.ValidateAsync(new()
        {
            Schema = schema,
            Document = document,
            Rules = DocumentRules,
            Operation = NoOperation,
            UserContext = NoContext,
            Metrics = Metrics.None,
            Variables = Inputs.Empty,
            Extensions = Inputs.Empty,
            CancellationToken = cancellation,
        });
        if (!result.IsValid) throw new InvalidDocumentException(result.Errors);
    }
}

/// <summary>A document that cannot be parsed or does not fit the schema.</summary>
internal sealed class InvalidDocumentException(ExecutionErrors errors) : Exception("The document is invalid.")
{
    public ExecutionErrors Errors { get; } = errors;
}
