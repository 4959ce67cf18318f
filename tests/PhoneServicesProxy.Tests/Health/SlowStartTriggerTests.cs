using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using PhoneServicesProxy.Attempts;
using PhoneServicesProxy.Health;
using PhoneServicesProxy.LoadBalancing;
using PhoneServicesProxy.Tests.LoadBalancing;
using Yarp.ReverseProxy.Model;

namespace PhoneServicesProxy.Tests.Health;

public sealed class SlowStartTriggerTests
{
    private readonly FakeTimeProvider _time = new();
    private readonly SlowStart _slowStart;

    public SlowStartTriggerTests() => _slowStart = new(() => new HealthOptions().SlowStart, _time);

    [Fact]
    public async Task NodeGoesDownAndComesBack_StartsSlowlyInThatServiceAlone()
    {
        await using var fixture = new ProbingFixture();
        var trigger = CreateTrigger(fixture.Changes);
        var menu = Add(trigger, fixture.AddCluster("menu", true, ("a", "http://a/"), ("b", "http://b/")));
        var login = Add(trigger, fixture.AddCluster("login", true, ("a", "http://a/"), ("b", "http://b/")));
        fixture.Start();
        fixture.Advance(300);
        Assert.Equal(1, _slowStart.ShareOf(menu.Destinations["a"]));

        for (var i = 0U; i < 3; i++)
        {
            fixture.Reporter.DidWorse(menu.Destinations["a"], AttemptFailure.BadStatus, phone: i);
        }

        Assert.Equal(1, _slowStart.ShareOf(menu.Destinations["a"]));
        fixture.Advance(2000);

        Assert.Equal(0.1, _slowStart.ShareOf(menu.Destinations["a"]));
        Assert.Equal(1, _slowStart.ShareOf(menu.Destinations["b"]));
        Assert.Equal(1, _slowStart.ShareOf(login.Destinations["a"]));
    }

    [Fact]
    public async Task NodeWithoutProbesMayBeTriedAgain_StartsSlowly()
    {
        await using var fixture = new ProbingFixture();
        var trigger = CreateTrigger(fixture.Changes);
        var menu = Add(trigger, fixture.AddCluster("menu", false, ("a", "http://a/"), ("b", "http://b/")));
        fixture.Reporter.AttemptFailed(menu.Destinations["a"], AttemptFailure.ConnectFailed);

        fixture.Advance(1100);

        Assert.Equal(DestinationHealth.Unknown, menu.Destinations["a"].Health.Passive);
        Assert.Equal(0.1, _slowStart.ShareOf(menu.Destinations["a"]));
    }

    [Theory]
    [InlineData("Maintenance", "Active", false, 0.1)]
    [InlineData("Maintenance", "Drain", false, 0.1)]
    [InlineData("Maintenance", "Active", true, 1)]
    [InlineData("Drain", "Active", false, 1)]
    [InlineData("Active", "Maintenance", false, 1)]
    public void Reload_StateChanges_StartsSlowlyAfterMaintenance(string before, string after, bool isDown, double share)
    {
        var trigger = CreateTrigger(Changes());
        var tier = new Tier(NodePolicyNames.DeviceHash, [Tier.Node("a", state: before)]);
        Add(trigger, tier.Cluster);
        tier["a"].Health.Active = isDown ? DestinationHealth.Unhealthy : DestinationHealth.Healthy;

        Tier.Reload(tier["a"], Tier.Node("a", state: after));
        trigger.OnClusterChanged(tier.Cluster);

        Assert.Equal(share, _slowStart.ShareOf(tier["a"]));
    }

    [Fact]
    public void Reload_NewNode_HasItsFullWeight()
    {
        var trigger = CreateTrigger(Changes());
        var tier = new Tier(NodePolicyNames.DeviceHash, [Tier.Node("a")]);
        Add(trigger, tier.Cluster);

        var added = tier.Cluster.Destinations["new"] = Tier.Node("new");
        trigger.OnClusterChanged(tier.Cluster);

        Assert.Equal(1, _slowStart.ShareOf(added));
    }

    private static NodeStateChanges Changes()
    {
        var nodes = new NodeTable(new NodeDirectory());
        return new(nodes, new CommonFaults(nodes, new NodeDirectory(), TimeProvider.System, NullLogger<CommonFaults>.Instance), TimeProvider.System, NullLogger<NodeStateChanges>.Instance);
    }

    private SlowStartTrigger CreateTrigger(NodeStateChanges changes) => new(changes, new NodeDirectory(), _slowStart);

    private static ClusterState Add(SlowStartTrigger trigger, ClusterState cluster)
    {
        trigger.OnClusterAdded(cluster);
        return cluster;
    }
}
