using System.Net;
using PhoneServicesProxy.Attempts;
using PhoneServicesProxy.Composition;
using PhoneServicesProxy.Configuration;
using PhoneServicesProxy.Health;
using Yarp.ReverseProxy.Configuration;
using Yarp.ReverseProxy.Model;

namespace PhoneServicesProxy.Tests.Health;

public sealed class SharedProbeTests
{
    private const string Menu = "<CiscoIPPhoneMenu><Title>Services</Title></CiscoIPPhoneMenu>";

    [Fact]
    public async Task Probe_ServicesAskTheSame_NodeIsAskedOnce()
    {
        await using var fixture = new ProbingFixture();
        ClusterState[] services = [fixture.AddCluster(Asking("menu", "/menu"), Node), fixture.AddCluster(Asking("messages", "/menu"), Node)];
        fixture.Start();
        fixture.Advance(10);
        fixture.Probes.Clear();

        fixture.Advance(6000);

        Assert.InRange(fixture.Probes.Count, 9, 11);
        Assert.All(services, service => Assert.Equal(DestinationHealth.Healthy, HealthOf(service)));
        Assert.All(services, service => Assert.Equal(AttemptFailure.None, fixture.Nodes.Find(service.Destinations["a"])!.LastProbe!.Failure));
    }

    [Theory]
    [InlineData("/other", "", 500)]
    [InlineData("/menu", "?name=x", 500)]
    [InlineData("/menu", "", 400)]
    public async Task Probe_ServicesAskDifferently_NodeIsAskedForEach(string path, string query, int timeout)
    {
        await using var fixture = new ProbingFixture();
        fixture.AddCluster(Asking("menu", "/menu"), Node);
        fixture.AddCluster(Asking("other", path, query, timeout), Node);
        fixture.Start();
        fixture.Advance(10);
        fixture.Probes.Clear();

        fixture.Advance(6000);

        Assert.InRange(fixture.Probes.Count, 18, 22);
    }

    [Fact]
    public async Task Probe_OneServiceExpectsAnotherPage_IsDownThereAlone()
    {
        await using var fixture = new ProbingFixture();
        var menu = fixture.AddCluster(Asking("menu", "/menu", root: "CiscoIPPhoneMenu"), Node, Other);
        var input = fixture.AddCluster(Asking("input", "/menu", root: "CiscoIPPhoneInput"), Node, Other);
        fixture.Page = url => url.Host == "a" ? Menu : Menu.Replace("Menu", "Input", StringComparison.Ordinal);
        fixture.Start();

        fixture.Advance(3000);

        Assert.Equal((DestinationHealth.Healthy, DestinationHealth.Unhealthy), (HealthOf(menu), HealthOf(menu, "b")));
        Assert.Equal((DestinationHealth.Unhealthy, DestinationHealth.Healthy), (HealthOf(input), HealthOf(input, "b")));
    }

    [Fact]
    public async Task Probe_OneServiceFails_NodeIsAskedAgainAsSoonAsThatOneNeeds()
    {
        await using var fixture = new ProbingFixture();
        fixture.AddCluster(Asking("menu", "/menu") with { Metadata = new Dictionary<string, string> { [HealthMetadataKeys.Status] = "200,500" } }, Node);
        fixture.AddCluster(Asking("messages", "/menu"), Node);
        fixture.Start();
        fixture.Advance(300);
        fixture.Answer = (_, _) => Task.FromResult(HttpStatusCode.InternalServerError);
        fixture.Probes.Clear();

        fixture.Advance(900);

        Assert.Equal([850, 1100], fixture.Probes.Select(probe => probe.At.TotalMilliseconds));
    }

    [Fact]
    public async Task Probe_SharedProbeIsRefusedOnce_IsOneFailureForEach()
    {
        await using var fixture = new ProbingFixture();
        ClusterState[] services = [fixture.AddCluster(Asking("menu", "/menu"), Node), fixture.AddCluster(Asking("messages", "/menu"), Node)];
        fixture.Start();
        fixture.Advance(1000);
        var refused = 0;
        fixture.Answer = (url, limit) => ++refused == 1 ? Answers.Refused : Answers.Ok(url, limit);

        fixture.Advance(3000);

        Assert.True(refused > 1);
        Assert.All(services, service => Assert.Equal(DestinationHealth.Healthy, HealthOf(service)));
        Assert.DoesNotContain(fixture.Seen, change => change.State == NodeCondition.Down);
    }

    [Fact]
    public async Task Probe_SharedProbeIsRefused_AllAreDown()
    {
        await using var fixture = new ProbingFixture();
        ClusterState[] services =
            [fixture.AddCluster(Asking("menu", "/menu"), Node), fixture.AddCluster(Asking("messages", "/menu"), Node), fixture.AddCluster(Asking("other", "/other"), Node)];
        fixture.Start();
        fixture.Advance(10);
        fixture.Answer = (_, _) => Answers.Refused;

        fixture.Advance(1000);

        Assert.All(services, service => Assert.Equal(DestinationHealth.Unhealthy, HealthOf(service)));
    }

    [Fact]
    public async Task Probe_OneServiceGoes_TheOtherIsProbedOn()
    {
        await using var fixture = new ProbingFixture();
        var menu = fixture.AddCluster(Asking("menu", "/menu"), Node);
        var messages = fixture.AddCluster(Asking("messages", "/menu"), Node);
        fixture.Start();
        fixture.Advance(1000);

        fixture.Monitor.OnClusterRemoved(menu);
        fixture.Answer = (_, _) => Task.FromResult(HttpStatusCode.InternalServerError);
        fixture.Advance(2000);

        Assert.Equal(DestinationHealth.Unhealthy, HealthOf(messages));
        fixture.Monitor.OnClusterRemoved(messages);
        fixture.Advance(10);
        fixture.Probes.Clear();
        fixture.Advance(5000);
        Assert.Empty(fixture.Probes);
    }

    [Fact]
    public async Task Probe_OneServiceIsMoreImpatient_NodeIsAskedAtItsInterval()
    {
        await using var fixture = new ProbingFixture();
        fixture.AddCluster(Asking("menu", "/menu", interval: 3000), Node);
        fixture.AddCluster(Asking("messages", "/menu", interval: 600), Node);
        fixture.Start();
        fixture.Advance(10);
        fixture.Probes.Clear();

        fixture.Advance(6000);

        Assert.InRange(fixture.Probes.Count, 9, 11);
    }

    [Fact]
    public async Task Probe_ShippedServicesAreIdle_NodeIsAskedAtMostFourTimesASecond()
    {
        var shipped = await GatewaySite.Loader(ConfigurationLayers.Shipped([], ["--PhoneServices:Nodes:publisher:Address=http://10.1.1.1/"])).LoadAsync();
        await using var fixture = new ProbingFixture { Chance = 1 };
        fixture.Page = url => url.AbsolutePath.EndsWith("input.jsp", StringComparison.Ordinal) ? Menu.Replace("Menu", "Input", StringComparison.Ordinal) : Menu;
        foreach (var cluster in shipped.Configuration!.Clusters)
        {
            fixture.AddCluster(cluster, Node);
        }

        fixture.Start();
        fixture.Advance(5000);
        fixture.Probes.Clear();

        fixture.Advance(60_000);

        Assert.InRange(fixture.Probes.Count, 180, 240);
        Assert.InRange(fixture.Probes.Count(probe => probe.Url.Contains("/emapp/", StringComparison.Ordinal)), 20, 30);
        Assert.Equal(shipped.Configuration.Clusters.Select(cluster => cluster.HealthCheck!.Active!.Path + cluster.HealthCheck.Active.Query).Distinct().Count(), fixture.Probes.Select(probe => probe.Url).Distinct().Count());
    }

    private static (string Id, string Address) Node => ("a", "http://a/");

    private static (string Id, string Address) Other => ("b", "http://b/");

    private static DestinationHealth HealthOf(ClusterState cluster, string node = "a") => cluster.Destinations[node].Health.Active;

    private static ClusterConfig Asking(string id, string path, string query = "", int timeout = 500, int interval = 600, string? root = null) => new()
    {
        ClusterId = id,
        Metadata = root is null ? [] : new Dictionary<string, string> { [HealthMetadataKeys.Root] = root },
        HealthCheck = new HealthCheckConfig
        {
            Active = new ActiveHealthCheckConfig
            {
                Enabled = true,
                Interval = TimeSpan.FromMilliseconds(interval),
                Timeout = TimeSpan.FromMilliseconds(timeout),
                Policy = HealthPolicyNames.FallRise,
                Path = path,
                Query = query,
            },
        },
    };
}
