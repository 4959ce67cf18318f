using YamlDotNet.Serialization;

namespace PhoneServicesProxy.SystemTests.Dashboards;

/// <summary>
/// The shipped files for Grafana's provisioning and the OpenTelemetry Collector. Neither program is among Debian's packages: this
/// is what can be seen without them.
/// </summary>
public sealed class YamlTests
{
    [Fact]
    public void Collector_Pipelines_UseWhatIsDefinedAndAllOfIt()
    {
        var root = Read("otel-collector", "collector.yml");
        var pipelines = Map(Map(root["service"])["pipelines"]);

        Assert.Equal(["logs", "metrics", "traces"], pipelines.Keys.Order());
        foreach (var kind in new[] { "receivers", "processors", "exporters" })
        {
            var used = pipelines.Values.SelectMany(pipeline => List(Map(pipeline)[kind])).ToHashSet();
            Assert.Equal(Map(root[kind]).Keys.Order(), used.Order());
        }

        Assert.Equal(Map(root["extensions"]).Keys, List(Map(root["service"])["extensions"]));
        Assert.All(pipelines.Values, pipeline => Assert.Equal("memory_limiter", List(Map(pipeline)["processors"])[0]));
    }

    [Fact]
    public void Collector_SamplesByOutcomesThatTracesHave()
    {
        var sampling = Map(Map(Read("otel-collector", "collector.yml")["processors"])["tail_sampling"]);
        var outcomes = Map(Map(((List<object>)sampling["policies"])[0])["string_attribute"]);

        Assert.Equal("phone_services.outcome", outcomes["key"]);
        Assert.All(List(outcomes["values"]), value => Assert.Contains(
            value, Enum.GetValues<PhoneServicesProxy.Failover.PressOutcome>().Select(PhoneServicesProxy.Failover.PressMetrics.NameOf)));
    }

    [Fact]
    public void Grafana_Provisioning_IsVersionOneAndNamesPrometheusAndAFolder()
    {
        var source = Map(((List<object>)Read("grafana", "provisioning", "datasources", "prometheus.yml")["datasources"])[0]);
        var provider = Map(((List<object>)Read("grafana", "provisioning", "dashboards", "phone-services.yml")["providers"])[0]);

        Assert.Equal(("prometheus", "proxy"), (source["type"], source["access"]));
        Assert.True(Uri.IsWellFormedUriString((string)source["url"], UriKind.Absolute));
        Assert.Equal("file", provider["type"]);
        Assert.StartsWith("/", (string)Map(provider["options"])["path"], StringComparison.Ordinal);
    }

    private static Dictionary<string, object> Read(params string[] path) =>
        Map(new DeserializerBuilder().Build().Deserialize<object>(File.ReadAllText(Deployed.Folder(path)))!);

    private static Dictionary<string, object> Map(object value) =>
        ((Dictionary<object, object>)value).ToDictionary(pair => (string)pair.Key, pair => pair.Value);

    private static List<string> List(object value) => [.. ((List<object>)value).Cast<string>()];
}
