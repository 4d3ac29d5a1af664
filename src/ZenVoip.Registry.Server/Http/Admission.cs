using System.Collections.Immutable;
using System.Security.Claims;
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
    SayingNo noes,
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

    /// <param name="withinLimit">
    /// The caller's limit admits this call. Else only what may say no is looked at further, for that is never refused.
    /// </param>
    /// <exception cref="GraphFault">The document is unknown, not trusted or too large; a call too many.</exception>
    /// <exception cref="InvalidDocumentException">The document has errors.</exception>
    public async ValueTask<AdmittedDocument> Admit(
        GraphQLCall call, ClaimsPrincipal caller, bool withinLimit, CancellationToken cancellation)
    {
        if (call.Query is not { } text)
            return trusted.Find(call.DocumentId!)
                ?? throw new GraphFault(ErrorCodes.UnknownDocument, "No trusted document has this documentId.");
        if (options.Value.OnlyTrustedDocuments)
            throw new GraphFault(ErrorCodes.OnlyTrustedDocuments, "Only trusted documents are run here.");
        if (cache.Find(text) is { } known) return known;
        if (!withinLimit && !noes.MayBe(text)) throw TooManyCalls();
        var document = Measured(text);
        if (!withinLimit && !noes.MayBe(document, call.OperationName, caller)) throw TooManyCalls();
        var admitted = await Admit(text, document, cancellation);
        cache.Add(text, admitted);
        return admitted;
    }

    /// <summary>Admits the trusted documents, once at start.</summary>
    /// <exception cref="OptionsValidationException">One of them cannot run.</exception>
    public Task LoadTrusted() => trusted.Load(text => Admit(text, Measured(text), CancellationToken.None));

    /// <summary>The operation that is meant, if the caller may run it now.</summary>
    /// <exception cref="GraphFault">OPERATION, FORBIDDEN, TOO_MANY_CALLS.</exception>
    public AdmittedOperation Find(
        AdmittedDocument document, GraphQLCall call, ClaimsPrincipal caller, bool withinLimit)
    {
        var operation = document.Find(call.OperationName);
        operation.Access.Check(caller, options.Value.AllowIntrospection);
        return withinLimit || operation.Access.NeverLimited ? operation : throw TooManyCalls();
    }

    /// <summary>What the fields of an operation that was found know of it: a no is run whatever is to be read with it.
    /// Its variables have been read by then, and what is wrong with them is refused.</summary>
    /// <exception cref="GraphFault">BAD_JSON, BAD_REQUEST, QUERY_TOO_COSTLY.</exception>
    public Dictionary<string, object?> Open(AdmittedOperation operation, GraphQLCall call, bool withinLimit)
    {
        var variables = call.Variables;
        var excess = !withinLimit ? TooManyCalls()
            : operation.Cost is { } cost ? budget.Excess(cost, variables)
            : null;
        return excess is null ? []
            : operation.Access.NeverLimited ? CostGate.Shut(excess.Code)
            : throw excess;
    }

    private GraphFault TooManyCalls() =>
        new(ErrorCodes.TooManyCalls, $"More than {options.Value.CallsPerSecond} calls per second.");

    private async Task<AdmittedDocument> Admit(
        string text, GraphQLDocument document, CancellationToken cancellation)
    {
        await Validate(document, cancellation);
        return new(text, document, [.. document.Definitions
            .OfType<GraphQLOperationDefinition>()
            .Select(operation => Admitted(document, operation))]);
    }

    private AdmittedOperation Admitted(GraphQLDocument document, GraphQLOperationDefinition operation)
    {
        var access = AccessWalk.DemandsOf(schema, document, operation);
        return new(
            operation.Name?.StringValue,
            operation.Operation,
            access,
            QueryCost.Of(schema, document, operation),
            ChecksArguments ? null : PlainOperation.Of(schema, document, operation));
    }

    private GraphQLDocument Measured(string text)
    {
        budget.CheckText(text);
        var document = Parse(text);
        budget.Check(document);
        return document;
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
