using CallManagerSimulator;
using PhoneServicesProxy.TestKit.Processes;

namespace PhoneServicesProxy.SystemTests.Dashboards;

/// <summary>A monitored site of which one node has begun to hang.</summary>
public sealed class SickNode : IAsyncLifetime
{
    private const string Name = "sick";
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    private MonitoredSite _site = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    internal PrometheusServer Prometheus => _site.Prometheus;

    /// <summary>When it began, in seconds since 1970.</summary>
    internal double Began { get; private set; }

    /// <summary>How long it took until the first query of the overview's table named it.</summary>
    internal TimeSpan NamedAfter { get; private set; }

    internal (int All, int Bad) Menus => _site.Menus;

    internal string Log => _site.Log;

    internal static Dashboard Overview => new(Deployed.Folder("grafana", "dashboards", "overview.json"));

    public async ValueTask InitializeAsync()
    {
        _site = await MonitoredSite.StartAsync(Cancellation);
        await HasAsync("service:phone_services_request_duration_seconds:p99_rate5m{service=\"services-menu\"} > 0");
        await HasAsync("phone_services_alarms_total{node=\"untrusted\"}");

        Began = DateTimeOffset.UnixEpoch.ToUnixTimeSeconds() + (TimeProvider.System.GetUtcNow() - DateTimeOffset.UnixEpoch).TotalSeconds;
        var start = TimeProvider.System.GetTimestamp();
        await _site.BreakAsync(Name, NodeFault.Hang, Cancellation);
        await HasAsync($"({DownNow()}) and on (node, service) phone_services_node_down{{node=\"{Name}\", service=\"services-menu\"}}");
        NamedAfter = TimeProvider.System.GetElapsedTime(start);

        // Ten seconds later.
        await HasAsync($"ALERTS{{alertname=\"PhoneServicesNodeDown\", alertstate=\"firing\", node=\"{Name}\", service=\"services-menu\"}}");
    }

    public async ValueTask DisposeAsync()
    {
        if (_site is not null)
            await _site.DisposeAsync();
    }

    /// <summary>The query of the overview's table of sick nodes.</summary>
    internal static string DownNow() => Fill(Overview.Queries.Single(query => query.Panel == "Down now").Expression, []);

    /// <summary>Puts in the place of Grafana's variables what Grafana would: everything for gateways, and as rates' window four times the data source's interval.</summary>
    internal static string Fill(string expression, IEnumerable<KeyValuePair<string, string>> variables) => variables.Aggregate(
        expression.Replace("$__rate_interval", "20s", StringComparison.Ordinal).Replace("$gateway", ".*", StringComparison.Ordinal),
        (text, variable) => text.Replace($"${variable.Key}", variable.Value, StringComparison.Ordinal));

    private Task HasAsync(string expression) => Until.TrueAsync(
        async token => (await Prometheus.QueryAsync(expression, token)).Count > 0,
        Limit, () => $"no data for {expression}\n{Prometheus.Output}\n{Log}", TimeProvider.System, Cancellation);
}
