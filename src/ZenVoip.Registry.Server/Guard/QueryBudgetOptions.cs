using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace ZenVoip.Registry.Server.Guard;

/// <summary>How large a query may be, fragments expanded (<c>Registry:QueryBudget</c>).</summary>
/// <remarks>
/// The engine is exponential in nested fragments and quadratic in fields of one name (<see cref="QueryRepeats"/>): a
/// query is measured, in linear time, before any of its parse result is used.
/// </remarks>
internal sealed class QueryBudgetOptions
{
    public const string Section = "Registry:QueryBudget";

    /// <summary>Longest query text in bytes of UTF-8; 8 KB by default. Refused with QUERY_TOO_LONG.</summary>
    [Range(64, 65_536)]
    public int TextBytes { get; set; } = 8 * 1024;

    /// <summary>Operations and fragments of a document; 20 by default. Refused with TOO_MANY_DEFINITIONS.</summary>
    [Range(1, 100)]
    public int Definitions { get; set; } = 20;

    /// <summary>Levels of nested fields; 12 by default. Refused with QUERY_TOO_DEEP.</summary>
    /// <remarks>
    /// In introspection <c>ofType</c> costs nothing and each list that leads back to types costs 4, so that the usual
    /// introspection query passes and a circular one does not (compare graphql-js, MaxIntrospectionDepthRule).
    /// </remarks>
    [Range(1, 64)]
    public int Depth { get; set; } = 12;

    /// <summary>Fields of all operations together; 500 by default. Refused with TOO_MANY_FIELDS.</summary>
    [Range(1, 10_000)]
    public int Fields { get; set; } = 500;

    /// <summary>Aliases of all operations together; 30 by default. Refused with TOO_MANY_ALIASES.</summary>
    [Range(0, 1_000)]
    public int Aliases { get; set; } = 30;

    /// <summary>Directives of all operations together; 8 by default. Refused with TOO_MANY_DIRECTIVES.</summary>
    [Range(0, 1_000)]
    public int Directives { get; set; } = 8;

    /// <summary>Root fields of all operations together; 20 by default. Refused with TOO_MANY_ROOT_FIELDS.</summary>
    [Range(1, 1_000)]
    public int RootFields { get; set; } = 20;

    /// <summary>Items that an operation asks for; 20,000 by default. Refused with QUERY_TOO_COSTLY.</summary>
    /// <remarks>Pages within pages multiply. The default is twice the longest list of `decideMany`.</remarks>
    [Range(100, 10_000_000)]
    public int Cost { get; set; } = 20_000;
}

[OptionsValidator]
internal sealed partial class QueryBudgetOptionsValidator : IValidateOptions<QueryBudgetOptions>;
