using System.Text.RegularExpressions;

namespace PhoneServicesProxy.SystemTests.Dashboards;

/// <summary>One query of a panel.</summary>
/// <param name="Panel">The panel's title.</param>
/// <param name="Expression">In PromQL, with Grafana's variables.</param>
/// <param name="Legend">Text with labels in double braces; empty where the panel shows no legend.</param>
/// <param name="Columns">Labels that a table names.</param>
internal sealed partial record PanelQuery(string Panel, string Expression, string Legend, IReadOnlyList<string> Columns)
{
    /// <summary>The labels that each series of the answer must have: those of the legend, of the columns, and of the outermost aggregation.</summary>
    public IEnumerable<string> Labels => Label().Matches(Legend).Select(match => match.Groups[1].Value)
        .Concat(Columns)
        .Concat(Aggregation().Matches(Expression).SelectMany(match => match.Groups[1].Value.Split(", ")))
        .Where(label => label != "le")
        .Distinct(StringComparer.Ordinal);

    [GeneratedRegex(@"\{\{\s*(\w+)\s*\}\}")]
    private static partial Regex Label();

    [GeneratedRegex(@"^(?:\(1 - |histogram_quantile\([\d.]+, )?(?:sum|min|max) by \(([^)]+)\)")]
    private static partial Regex Aggregation();
}
