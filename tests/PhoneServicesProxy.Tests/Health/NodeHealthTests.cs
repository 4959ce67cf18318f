using PhoneServicesProxy.Attempts;
using PhoneServicesProxy.Health;
using Yarp.ReverseProxy.Configuration;
using Yarp.ReverseProxy.Model;

namespace PhoneServicesProxy.Tests.Health;

/// <summary>What the gateway knows of one node: where it is, and what has happened there.</summary>
public sealed class NodeHealthTests : IAsyncDisposable
{
    private readonly ProbingFixture _fixture = new();

    [Theory]
    [InlineData("http://a/", "http://a:80/ccmcip/", true)]
    [InlineData("http://a:8080/", "http://A:8080/", true)]
    [InlineData("http://a:8080/", "https://a:8080/", false)]
    [InlineData("http://a:8080/", "http://a:8081/", false)]
    [InlineData("http://a/", "http://b/", false)]
    public void IsConnectedAs_Address_CountsByHostPortAndScheme(string address, string other, bool expected) =>
        Assert.Equal(expected, Node(address).IsConnectedAs(Node(other)));

    [Fact]
    public void Ctor_Address_HasHostAndPort()
    {
        var node = Node("http://publisher:8080/ccmcip/");

        Assert.Equal(("publisher", 8080, "publisher:8080"), (node.Host, node.Port, node.Authority));
    }

    [Fact]
    public void Ctor_NoAddress_IsTakenAsItIs()
    {
        var node = Node("publisher");

        Assert.Equal(("publisher", "publisher", null, null), (node.Authority, node.ProbeAuthority, node.Host, node.Port));
    }

    [Theory]
    [InlineData(null, "a:80")]
    [InlineData("", "a:80")]
    [InlineData("http://a:9000/", "a:9000")]
    [InlineData("somewhere", "somewhere")]
    public void ProbeAuthority_AddressOfItsOwn_IsThat(string? health, string expected) => Assert.Equal(expected, Node("http://a/", health).ProbeAuthority);

    [Theory]
    [InlineData(false, false, "BadStatus", true)]
    [InlineData(false, false, "None", true)]
    [InlineData(true, false, "BadStatus", false)]
    [InlineData(true, true, "BadStatus", true)]
    [InlineData(false, false, "NodeFull", false)]
    [InlineData(false, false, "NodeBusy", false)]
    [InlineData(false, false, "GatewayExhausted", false)]
    [InlineData(false, false, "NotWritten", false)]
    [InlineData(false, false, "StaleConnection", false)]
    public void Record_Press_IsKeptWhereProbesSayNothingBetter(bool isProbed, bool isDown, string failure, bool isKept)
    {
        var node = Probed(isProbed);
        if (isDown)
        {
            Judge(node, DestinationHealth.Unhealthy, AttemptFailure.BadStatus);
        }

        using var attempt = new Attempt(node.Destination) { Failure = Enum.Parse<AttemptFailure>(failure), Reason = "seen" };
        node.Record(attempt, _fixture.Time);

        Assert.Equal(isKept ? new PressResult(_fixture.Time.GetUtcNow(), attempt.Failure, "seen") : null, node.LastPress);
    }

    [Fact]
    public void Record_PhoneWentAway_SaysNothing()
    {
        var node = Probed(false);
        using var attempt = new Attempt(node.Destination) { Failure = AttemptFailure.AnswerTimeout, Cancelled = true };

        node.Record(attempt, _fixture.Time);

        Assert.Null(node.LastPress);
    }

    [Fact]
    public void Observe_GoesDownAndUpTwice_IsCountedTwice()
    {
        var node = Probed(true);
        foreach (var health in (DestinationHealth[])[DestinationHealth.Healthy, DestinationHealth.Unhealthy, DestinationHealth.Healthy, DestinationHealth.Unhealthy, DestinationHealth.Healthy])
        {
            Judge(node, health, AttemptFailure.BadStatus);
        }

        Assert.Equal(2, node.Totals.TimesDown);
    }

    [Fact]
    public void Observe_NoStandby_WasNotMissed()
    {
        var node = Probed(true);

        Judge(node, DestinationHealth.Unhealthy, AttemptFailure.BadStatus);

        var change = Assert.Single(_fixture.Seen);
        Assert.Equal((null, false, false), (change.Missed, change.WasStandby, change.ProbeIsWrong));
    }

    [Fact]
    public void Observe_DownNodeFailsInAnotherWay_IsToldInTheWordsOfItsProbe()
    {
        var node = Probed(true);
        Judge(node, DestinationHealth.Unhealthy, AttemptFailure.ConnectFailed);
        _fixture.Time.Advance(TimeSpan.FromMinutes(1));
        node.Note = new(AttemptFailure.BadStatus, "status 500, not 200", null, 0, 0, _fixture.Time.GetUtcNow(), 2);

        Judge(node, DestinationHealth.Unhealthy, AttemptFailure.BadStatus);

        Assert.Equal("status 500, not 200", _fixture.Seen.Last().Cause);
        Assert.Equal(node.LastChange, _fixture.Seen.Last());
    }

    /// <summary>Where requests took the node out, its probes are good: what phones meet next is no other cause.</summary>
    [Fact]
    public void Observe_NodeIsOutByRequests_HasNoOtherCause()
    {
        var node = Probed(true);
        node.Destination.Health.Passive = DestinationHealth.Unhealthy;
        Judge(node, DestinationHealth.Healthy, AttemptFailure.ConnectFailed);
        _fixture.Time.Advance(TimeSpan.FromMinutes(1));
        node.Note = new(AttemptFailure.BadStatus, "status 500", null, 0, 0, _fixture.Time.GetUtcNow(), 2);

        Judge(node, DestinationHealth.Healthy, AttemptFailure.BadStatus);

        Assert.Single(_fixture.Seen);
    }

    [Fact]
    public void Observe_OtherCauseBeganWithTheFirst_IsNotTold()
    {
        var node = Probed(true);
        Judge(node, DestinationHealth.Unhealthy, AttemptFailure.ConnectFailed);
        node.Note = new(AttemptFailure.BadStatus, "status 500", null, 0, 0, _fixture.Time.GetUtcNow(), 2);

        Judge(node, DestinationHealth.Unhealthy, AttemptFailure.BadStatus);

        Assert.Single(_fixture.Seen);
    }

    public ValueTask DisposeAsync() => _fixture.DisposeAsync();

    private static NodeHealth Node(string address, string? health = null)
    {
        var cluster = Clusters.Create("menu", ("a", address));
        Clusters.Move(cluster.Destinations["a"], new DestinationConfig { Address = address, Health = health });
        return new(cluster, cluster.Destinations["a"], default);
    }

    private NodeHealth Probed(bool isProbed)
    {
        var cluster = _fixture.AddCluster("menu", isProbed, ("a", "http://a/"));
        return _fixture.Nodes.Find(cluster.Destinations["a"])!;
    }

    private void Judge(NodeHealth node, DestinationHealth health, AttemptFailure failure)
    {
        node.Destination.Health.Active = health;
        _fixture.Changes.Observe(node, "seen", health == DestinationHealth.Healthy && node.Destination.Health.Passive != DestinationHealth.Unhealthy ? AttemptFailure.None : failure);
    }
}
