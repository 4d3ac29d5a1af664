using System.Globalization;
using System.Text.Encodings.Web;
using ZenVoip.Registry.Domain.Subjects;

namespace ZenVoip.Registry.Server.Rights;

/// <summary>
/// An export as a page for people: one file without scripts and without anything from elsewhere, that can be read
/// aloud, printed and kept.
/// </summary>
internal static class ExportPage
{
    private const string Style = """
        body { font-family: sans-serif; line-height: 1.5; max-width: 60rem; margin: 2rem auto; padding: 0 1rem;
          color: #1a1a1a; background: #fff }
        table { border-collapse: collapse; width: 100% }
        caption { text-align: left; padding: .5rem 0 }
        th, td { border: 1px solid #767676; padding: .3rem .5rem; text-align: left; vertical-align: top;
          overflow-wrap: anywhere }
        thead { background: #eee }
        @media print {
          body { max-width: none; margin: 0 }
          tr { break-inside: avoid }
          thead { display: table-header-group }
        }
        """;

    public static string Of(Export export)
    {
        var title = export.Right is Domain.RightsRequestType.Portability
            ? "Your data to take with you"
            : "What ZenVoIP's registry holds about you";
        return $"""
            <!doctype html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
            <title>{Text(title)}</title>
            <style>
            {Style}
            </style>
            </head>
            <body>
            <main>
            <h1>{Text(title)}</h1>
            <p>Your number here: {Text(export.Subject)}. Who decides about the processing: {Text(export.Controller)}.
            Written {Time(export.GeneratedAt)}, by the rules of version {Text(export.RulebookVersion)}.
            The law that applies: {Listed(export.Regimes)}.</p>
            <p>All times are in UTC (Coordinated Universal Time).</p>
            {string.Concat(ExportTables.Of(export).Select(Section))}</main>
            </body>
            </html>

            """;
    }

    private static string Section(ExportTable table) => $"""
        <section aria-labelledby="{table.Id}">
        <h2 id="{table.Id}">{Text(table.Title)}</h2>
        {(table.Rows.Count == 0 ? "<p>None.</p>" : Table(table))}
        </section>

        """;

    private static string Table(ExportTable table) => $"""
        <table>
        <caption>{Text(table.Meaning)}</caption>
        <thead><tr>{Cells(table.Columns, column => $"<th scope=\"col\">{Text(column)}</th>")}</tr></thead>
        <tbody>
        {Cells(table.Rows, row => $"<tr>{Row(row)}</tr>\n")}</tbody>
        </table>
        """;

    /// <summary>The first cell names the row.</summary>
    private static string Row(IReadOnlyList<object?> cells) =>
        $"<th scope=\"row\">{Cell(cells[0])}</th>{Cells(cells.Skip(1), cell => $"<td>{Cell(cell)}</td>")}";

    private static string Cells<T>(IEnumerable<T> all, Func<T, string> one) => string.Concat(all.Select(one));

    private static string Cell(object? value) => value switch
    {
        null => "<span>not given</span>",
        DateTimeOffset at => Time(at),
        DateOnly on => Text(on.ToString("d MMMM yyyy", CultureInfo.InvariantCulture)),
        bool yes => yes ? "yes" : "no",
        Enum code => Text(PageWords.Of(code)),
        string text => Text(text),
        IEnumerable<string> many => Listed(many),
        _ => Text(value),
    };

    private static string Listed(IEnumerable<string> many) =>
        string.Join("; ", many.Select(Text)) is { Length: > 0 } all ? all : "none";

    private static string Time(DateTimeOffset at) => string.Create(
        CultureInfo.InvariantCulture,
        $"<time datetime=\"{at.UtcDateTime:yyyy-MM-ddTHH:mm:ssZ}\">{at.UtcDateTime:d MMMM yyyy, HH:mm}</time>");

    private static string Text(object value) =>
        HtmlEncoder.Default.Encode(Convert.ToString(value, CultureInfo.InvariantCulture) ?? "");
}
