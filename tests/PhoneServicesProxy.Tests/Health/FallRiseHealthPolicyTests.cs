using System.Net;
using PhoneServicesProxy.Health;
using Yarp.ReverseProxy.Configuration;
using Yarp.ReverseProxy.Health;
using Yarp.ReverseProxy.Model;

namespace PhoneServicesProxy.Tests.Health;

public class FallRiseHealthPolicyTests
{
    private readonly HealthOptions _options = new();
    private readonly FallRiseHealthPolicy _sut;

    public FallRiseHealthPolicyTests() => _sut = new FallRiseHealthPolicy(new HealthUpdaterStub(), () => _options);

    [Fact]
    public void ProbingCompleted_TwoFailures_IsUnhealthy()
    {
        var cluster = Clusters.Create("menu", ("a", "http://a/"));

        Probe(cluster, "a", good: false);
        Assert.Equal(DestinationHealth.Unknown, cluster.Destinations["a"].Health.Active);
        Probe(cluster, "a", good: false);

        Assert.Equal(DestinationHealth.Unhealthy, cluster.Destinations["a"].Health.Active);
    }

    [Fact]
    public void ProbingCompleted_FailuresOfAnotherNode_AreNotCounted()
    {
        var cluster = Clusters.Create("menu", ("a", "http://a/"), ("b", "http://b/"));

        Probe(cluster, "a", good: false);
        Probe(cluster, "b", good: false);

        Assert.Equal(DestinationHealth.Unknown, cluster.Destinations["a"].Health.Active);
        Assert.Equal(DestinationHealth.Unknown, cluster.Destinations["b"].Health.Active);
    }

    [Fact]
    public void ProbingCompleted_MetadataOfCluster_OverridesOptions()
    {
        var metadata = new Dictionary<string, string> { ["Health.Fall"] = "1", ["Health.Rise"] = "1" };
        var cluster = Clusters.Create(new ClusterConfig { ClusterId = "menu", Metadata = metadata }, ("a", "http://a/"));

        Probe(cluster, "a", good: false);
        Assert.Equal(DestinationHealth.Unhealthy, cluster.Destinations["a"].Health.Active);
        Probe(cluster, "a", good: true);

        Assert.Equal(DestinationHealth.Healthy, cluster.Destinations["a"].Health.Active);
    }

    [Fact]
    public void ProbingCompleted_OptionsReloaded_UsesNewOnes()
    {
        var cluster = Clusters.Create("menu", ("a", "http://a/"));
        _options.Fall = 1;

        Probe(cluster, "a", good: false);

        Assert.Equal(DestinationHealth.Unhealthy, cluster.Destinations["a"].Health.Active);
    }

    /// <summary>YARP keeps the state of a node whose address has changed, but the new machine has failed only once.</summary>
    [Fact]
    public void ProbingCompleted_OtherAddress_FailuresAreCountedAnew()
    {
        var cluster = Clusters.Create("menu", ("a", "http://a/"));
        Probe(cluster, "a", good: false);

        Clusters.Move(cluster.Destinations["a"], new DestinationConfig { Address = "http://other/" });
        Probe(cluster, "a", good: false);

        Assert.Equal(DestinationHealth.Unknown, cluster.Destinations["a"].Health.Active);
    }

    private void Probe(ClusterState cluster, string destination, bool good)
    {
        using var response = new HttpResponseMessage(HttpStatusCode.OK);
        _sut.ProbingCompleted(
            cluster, [new DestinationProbingResult(cluster.Destinations[destination], good ? response : null, null)]);
    }
}
