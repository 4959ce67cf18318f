using System.Text.Json;
using System.Text.RegularExpressions;

namespace PhoneServicesProxy.SystemTests.Dashboards;

/// <summary>A dashboard as Grafana reads it.</summary>
internal sealed partial class Dashboard(string file)
{
    private readonly JsonElement _root = JsonDocument.Parse(File.ReadAllText(file)).RootElement;

    public JsonElement Root => _root;

    public string Uid => _root.GetProperty("uid").GetString()!;

    /// <summary>Without the headings of rows.</summary>
    public IEnumerable<JsonElement> Panels => AllPanels.Where(panel => panel.GetProperty("type").GetString() != "row");

    public IEnumerable<JsonElement> AllPanels => _root.GetProperty("panels").EnumerateArray();

    public IEnumerable<JsonElement> Variables => _root.GetProperty("templating").GetProperty("list").EnumerateArray();

    public IEnumerable<PanelQuery> Queries => Panels.SelectMany(panel => panel.GetProperty("targets").EnumerateArray().Select(target => new PanelQuery(
        panel.GetProperty("title").GetString()!,
        target.GetProperty("expr").GetString()!,
        target.TryGetProperty("legendFormat", out var legend) ? legend.GetString()! : "",
        Columns(panel))));

    /// <summary>The variables that are asked of Prometheus: name, metric and label.</summary>
    public IEnumerable<(string Name, string Metric, string Label)> Lookups =>
        from variable in Variables
        where variable.GetProperty("type").GetString() == "query"
        let query = LabelValues().Match(variable.GetProperty("query").GetProperty("query").GetString()!)
        select (variable.GetProperty("name").GetString()!, query.Groups[1].Value, query.Groups[2].Value);

    public override string ToString() => Path.GetFileName(file);

    private static string[] Columns(JsonElement panel) =>
        panel.GetProperty("type").GetString() != "table" ? []
        : [.. panel.GetProperty("transformations")[0].GetProperty("options").GetProperty("indexByName").EnumerateObject()
            .Select(column => column.Name).Where(column => column != "Value")];

    [GeneratedRegex(@"^label_values\((\w+), (\w+)\)$")]
    private static partial Regex LabelValues();
}
