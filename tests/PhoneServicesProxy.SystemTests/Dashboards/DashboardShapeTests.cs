using System.Text.Json;
using System.Text.RegularExpressions;

namespace PhoneServicesProxy.SystemTests.Dashboards;

/// <summary>What Grafana would complain of, or show wrongly, when it provisions the dashboards.</summary>
public sealed partial class DashboardShapeTests
{
    private const int Columns = 24;

    public static TheoryData<string> Files => [.. Deployed.Dashboards().Select(Path.GetFileName).OfType<string>()];

    [Fact]
    public void Dashboards_Uids_AreUniqueAndLinkToEachOther()
    {
        var dashboards = Deployed.Dashboards().Select(file => new Dashboard(file)).ToArray();
        var uids = dashboards.Select(dashboard => dashboard.Uid).ToHashSet();
        var links = dashboards.SelectMany(dashboard => Link().Matches(dashboard.Root.GetRawText())).Select(match => match.Groups[1].Value).ToArray();

        Assert.Equal(["phone-services-node", "phone-services-overview", "phone-services-service"], uids.Order());
        Assert.Equal(dashboards.Length, uids.Count);
        Assert.NotEmpty(links);
        Assert.All(links, link => Assert.Contains(link, uids));
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void Dashboard_HasWhatProvisioningNeedsAndNothingOfAnExport(string file)
    {
        var root = Read(file).Root;

        Assert.InRange(root.GetProperty("schemaVersion").GetInt32(), 39, 99);
        Assert.False(string.IsNullOrEmpty(root.GetProperty("title").GetString()));
        Assert.All(["__inputs", "__requires", "__elements", "id", "iteration", "gnetId"], field => Assert.False(root.TryGetProperty(field, out _), field));
        Assert.Contains("phone-services", root.GetProperty("tags").EnumerateArray().Select(tag => tag.GetString()));
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void Dashboard_Panels_AreDescribedNumberedAndDoNotOverlap(string file)
    {
        var dashboard = Read(file);
        var ids = dashboard.AllPanels.Select(panel => panel.GetProperty("id").GetInt32()).ToArray();

        Assert.Equal(ids.Length, ids.Distinct().Count());
        Assert.All(dashboard.Panels, panel => Assert.False(string.IsNullOrEmpty(panel.GetProperty("description").GetString())));
        Assert.All(dashboard.AllPanels, panel => Assert.InRange(At(panel, "x") + At(panel, "w"), 1, Columns));
        var cells = dashboard.AllPanels.SelectMany(Cells).ToArray();
        Assert.Equal(cells.Length, cells.Distinct().Count());
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void Dashboard_Queries_AskTheChosenPrometheusForKnownVariables(string file)
    {
        var dashboard = Read(file);
        var names = dashboard.Variables.Select(variable => variable.GetProperty("name").GetString()!).ToHashSet();

        Assert.Contains(dashboard.Variables, variable => variable.GetProperty("type").GetString() == "datasource" && variable.GetProperty("query").GetString() == "prometheus");
        Assert.All(dashboard.Panels, AssertAsksTheChosenPrometheus);
        Assert.All(dashboard.Variables.Where(variable => variable.GetProperty("type").GetString() == "query"), AssertAsksTheChosenPrometheus);
        foreach (var query in dashboard.Queries)
        {
            Assert.All(
                Variable().Matches(query.Expression).Select(match => match.Groups[1].Value).Where(name => name != "__rate_interval"),
                name => Assert.Contains(name, names));
            Assert.Contains("$gateway", query.Expression, StringComparison.Ordinal);
        }

        foreach (var panel in dashboard.Panels)
        {
            var refs = panel.GetProperty("targets").EnumerateArray().Select(target => target.GetProperty("refId").GetString()).ToArray();
            Assert.Equal(refs.Length, refs.Distinct().Count());
        }
    }

    private static Dashboard Read(string file) => new(Deployed.Folder("grafana", "dashboards", file));

    private static void AssertAsksTheChosenPrometheus(JsonElement element)
    {
        var source = element.GetProperty("datasource");
        Assert.Equal(("prometheus", "${datasource}"), (source.GetProperty("type").GetString(), source.GetProperty("uid").GetString()));
    }

    private static int At(JsonElement panel, string side) => panel.GetProperty("gridPos").GetProperty(side).GetInt32();

    private static IEnumerable<(int X, int Y)> Cells(JsonElement panel) =>
        from x in Enumerable.Range(At(panel, "x"), At(panel, "w"))
        from y in Enumerable.Range(At(panel, "y"), At(panel, "h"))
        select (x, y);

    [GeneratedRegex(@"""/d/([\w-]+)")]
    private static partial Regex Link();

    [GeneratedRegex(@"\$(\w+)")]
    private static partial Regex Variable();
}
