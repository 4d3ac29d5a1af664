using System.Security.Claims;
using GraphQL;
using GraphQL.Execution;
using GraphQL.Instrumentation;
using GraphQL.Types;
using GraphQL.Validation;
using GraphQLParser.AST;

namespace ZenVoip.Registry.Server.Http;

/// <summary>What a field below the root may look at: all of it is the root field's but its own object.</summary>
internal sealed class PlainContext(IResolveFieldContext root, PlainSelection selection) : IResolveFieldContext
{
    public PlainSelection Selection => selection;

    public object? Source { get; set; }

    public PlainField Field { get; set; } = selection.Fields[0];

    public GraphQLField FieldAst => Field.Ast;

    public FieldType FieldDefinition => Field.Definition!;

    public IObjectGraphType ParentType => selection.Type;

    public IResolveFieldContext? Parent => root;

    public IDictionary<string, ArgumentValue>? Arguments => null;

    public IDictionary<string, DirectiveInfo>? Directives => null;

    public object? RootValue => root.RootValue;

    public ISchema Schema => root.Schema;

    public GraphQLDocument Document => root.Document;

    public GraphQLOperationDefinition Operation => root.Operation;

    public Variables Variables => root.Variables;

    public CancellationToken CancellationToken => root.CancellationToken;

    public Metrics Metrics => root.Metrics;

    public ExecutionErrors Errors => root.Errors;

    public IEnumerable<object> Path => root.Path;

    public IEnumerable<object> ResponsePath => root.ResponsePath;

    public Dictionary<string, (GraphQLField Field, FieldType FieldType)>? SubFields => null;

    public IDictionary<string, object?> UserContext => root.UserContext;

    public IReadOnlyDictionary<string, object?> InputExtensions => root.InputExtensions;

    public IDictionary<string, object?> OutputExtensions => root.OutputExtensions;

    public IServiceProvider? RequestServices => root.RequestServices;

    public IExecutionArrayPool ArrayPool => root.ArrayPool;

    public ClaimsPrincipal? User => root.User;

    public IExecutionContext ExecutionContext => root.ExecutionContext;
}
