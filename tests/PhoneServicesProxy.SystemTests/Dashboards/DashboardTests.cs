
namespace PhoneServicesProxy.SystemTests.Dashboards;

/// <summary>
/// Every query of every dashboard, rule and alert, asked of a real Prometheus that watches a real gateway under load while a
/// node is sick. Grafana itself is not among Debian's packages: what it would ask is asked in its place.
/// </summary>
public sealed class DashboardTests(SickNode sick) : IClassFixture<SickNode>
{
    // What is promised, and the rest is for a machine that is busy with other things.
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(3 + 5);

    /// <summary>A node that hangs is found by its probes or by presses that another node answers meanwhile, whichever comes first.</summary>
    private static readonly string[] Causes = ["answer_timeout", "outpaced"];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static TheoryData<string> Dashboards => [.. Deployed.Dashboards().Select(Path.GetFileName).OfType<string>()];

    [Fact]
    public async Task NodeHangs_OverviewNamesNodeServiceCauseAndTime_AndUsersLoseNothing()
    {
        TestContext.Current.TestOutputHelper?.WriteLine($"named after {sick.NamedAfter}");
        Assert.True(sick.NamedAfter < Limit, $"named only after {sick.NamedAfter}");

        var down = await sick.Prometheus.QueryAsync(SickNode.DownNow(), Cancellation);

        var menu = Assert.Single(down, series => series.Labels["service"] == "services-menu");
        Assert.Equal("sick", menu.Labels["node"]);
        Assert.Contains(menu.Labels["reason"], Causes);
        Assert.InRange(menu.Value / 1000, sick.Began, sick.Began + Limit.TotalSeconds);
        var (all, bad) = sick.Menus;
        Assert.True(all > 0 && bad == 0, $"{bad} of {all} bad\n{sick.Log}");
        var noticed = await sick.Prometheus.QueryAsync(
            "sum(increase(phone_services_requests_total{service=\"services-menu\", outcome=~\"error_page|stale_page\"}[5m]))", Cancellation);
        Assert.Equal(0, Assert.Single(noticed).Value);
    }

    [Theory]
    [MemberData(nameof(Dashboards))]
    public async Task Dashboard_EveryQuery_ReturnsDataWithTheLabelsThatItsPanelUses(string file)
    {
        var dashboard = new Dashboard(Deployed.Folder("grafana", "dashboards", file));
        Assert.NotEmpty(dashboard.Queries);
        var choices = await ChoicesAsync(dashboard);
        Assert.NotEmpty(choices);
        var failures = new List<string>();
        foreach (var query in dashboard.Queries)
        {
            // A page of one node says nothing of faults if that node has none: one value of the variable must show the panel full.
            var answers = new List<PrometheusSeries>();
            foreach (var choice in choices)
                answers.AddRange(await sick.Prometheus.QueryAsync(SickNode.Fill(query.Expression, choice), Cancellation));

            if (answers.Count == 0 || answers.All(series => double.IsNaN(series.Value)))
                failures.Add($"{query.Panel}: no data for {query.Expression}");
            else if (answers.Find(series => !query.Labels.All(series.Has)) is { } lacking)
                failures.Add($"{query.Panel}: {lacking} lacks one of {string.Join(", ", query.Labels)} in {query.Expression}");
        }

        Assert.True(failures.Count == 0, $"{string.Join('\n', failures)}\n{sick.Log}");
    }

    [Theory]
    [MemberData(nameof(Dashboards))]
    public async Task Dashboard_EveryVariable_HasValues(string file)
    {
        var dashboard = new Dashboard(Deployed.Folder("grafana", "dashboards", file));

        Assert.Contains(dashboard.Lookups, lookup => lookup.Name == "gateway");
        Assert.All(await Task.WhenAll(dashboard.Lookups.Select(ValuesAsync)), Assert.NotEmpty);
    }

    [Fact]
    public async Task EveryRule_IsHealthyAndHasData()
    {
        var rules = await sick.Prometheus.RulesAsync(Cancellation);

        Assert.All(rules, rule => Assert.Equal("ok", rule.GetProperty("health").GetString()));
        var recording = rules.Where(rule => rule.GetProperty("type").GetString() == "recording").ToArray();
        Assert.NotEmpty(recording);
        foreach (var rule in recording)
        {
            var query = new PanelQuery(rule.GetProperty("name").GetString()!, rule.GetProperty("query").GetString()!, "", []);
            var recorded = await sick.Prometheus.QueryAsync(query.Panel, Cancellation);
            Assert.Contains(recorded, series => double.IsFinite(series.Value));
            Assert.All(recorded, series => Assert.All(query.Labels, label => Assert.True(series.Has(label), $"{query.Panel} {series} lacks {label}")));
        }
    }

    [Fact]
    public async Task EveryAlert_LooksAtSeriesThatExist()
    {
        var alerts = (await sick.Prometheus.RulesAsync(Cancellation)).Where(rule => rule.GetProperty("type").GetString() == "alerting").ToArray();

        Assert.NotEmpty(alerts);
        foreach (var alert in alerts)
        {
            var selectors = PromQl.Selectors(alert.GetProperty("query").GetString()!);
            Assert.NotEmpty(selectors);
            foreach (var selector in selectors)
                Assert.True((await sick.Prometheus.QueryAsync(selector, Cancellation)).Count > 0, $"{alert.GetProperty("name")}: no data for {selector}");
        }
    }

    [Fact]
    public async Task NodeHangs_AlertSaysSoAndNobodyIsWoken()
    {
        var firing = await sick.Prometheus.QueryAsync("ALERTS{alertstate=\"firing\", service=\"services-menu\"}", Cancellation);

        var alert = Assert.Single(firing);
        Assert.Equal(("PhoneServicesNodeDown", "sick", "warning"), (alert.Labels["alertname"], alert.Labels["node"], alert.Labels["severity"]));
        var rule = (await sick.Prometheus.RulesAsync(Cancellation)).Single(rule => rule.GetProperty("name").GetString() == "PhoneServicesNodeDown");
        var told = rule.GetProperty("alerts").EnumerateArray()
            .Single(alert => alert.GetProperty("labels").GetProperty("service").GetString() == "services-menu").GetProperty("annotations");
        Assert.Contains(told.GetProperty("summary").GetString(), Causes.Select(cause => $"sick is down for services-menu: {cause}"));
        Assert.StartsWith("Users lost nothing", told.GetProperty("description").GetString(), StringComparison.Ordinal);
    }

    /// <summary>Every value of the variables that stand for one service or one node.</summary>
    private async Task<IReadOnlyList<KeyValuePair<string, string>[]>> ChoicesAsync(Dashboard dashboard)
    {
        var single = dashboard.Lookups.Where(lookup => lookup.Name != "gateway").ToArray();
        return single is []
            ? [[]]
            : [.. (await ValuesAsync(Assert.Single(single))).Select(value => new[] { KeyValuePair.Create(single[0].Name, value) })];
    }

    private Task<IReadOnlyList<string>> ValuesAsync((string Name, string Metric, string Label) lookup) =>
        sick.Prometheus.LabelValuesAsync(lookup.Label, lookup.Metric, Cancellation);
}
