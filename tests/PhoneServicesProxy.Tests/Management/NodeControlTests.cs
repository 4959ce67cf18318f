using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using PhoneServicesProxy.Composition;
using PhoneServicesProxy.Configuration;
using PhoneServicesProxy.Management.Overrides;
using PhoneServicesProxy.Nodes;
using Yarp.ReverseProxy.Configuration;

namespace PhoneServicesProxy.Tests.Management;

public sealed class NodeControlTests : IDisposable
{
    private const string By = "a test";

    private static readonly string[] Services = ["menu", "directory"];

    private readonly string _directory = Directory.CreateTempSubdirectory("gateway-control").FullName;
    private readonly FakeTimeProvider _time = new();
    private readonly InMemoryConfigProvider _yarp = new([], []);
    private readonly List<OverrideChange> _changes = [];

    [Fact]
    public void Order_UnknownNode_IsNothing()
    {
        var (sut, _) = CreateSut(("publisher", NodeState.Active));

        Assert.Null(sut.Order("subscriber", NodeState.Drain, null, By));
        Assert.Null(sut.Clear("subscriber", By));
        Assert.Empty(_changes);
    }

    [Fact]
    public void Order_OtherThanConfigured_IsInForceInEveryService()
    {
        var (sut, overrides) = CreateSut(("publisher", NodeState.Active), ("subscriber", NodeState.Active));

        var change = sut.Order("PUBLISHER", NodeState.Maintenance, "new disk", By)!;

        Assert.Equal(("publisher", NodeState.Active, true), (change.Node, change.Configured, change.Survives));
        Assert.Equal(new NodeOverride(NodeState.Maintenance, _time.GetUtcNow(), "new disk", By), overrides.Of("publisher"));
        Assert.Equal(["Maintenance", "Maintenance"], InForce("publisher"));
        Assert.Equal(["Active", "Active"], InForce("subscriber"));
        Assert.Equal(change, Assert.Single(_changes));
    }

    [Fact]
    public void Order_WhatTheConfigurationSays_EndsTheOverride()
    {
        var (sut, overrides) = CreateSut(("publisher", NodeState.Drain));
        sut.Order("publisher", NodeState.Active, null, By);
        Assert.Equal(["Active", "Active"], InForce("publisher"));

        Assert.Null(sut.Order("publisher", NodeState.Drain, null, By)!.Override);

        Assert.Empty(overrides.All);
        Assert.Equal(["Drain", "Drain"], InForce("publisher"));
    }

    /// <summary>It is what the administrator types who wants the order gone.</summary>
    [Fact]
    public void Order_ActivateNodeThatIsNotConfigured_ForgetsTheOrderThatWaits()
    {
        var (sut, overrides) = CreateSut(("publisher", NodeState.Active));
        overrides.Set("ghost", new(NodeState.Drain, _time.GetUtcNow(), null, By));

        Assert.Null(sut.Order("GHOST", NodeState.Drain, null, By));
        Assert.Single(overrides.All);
        Assert.Equal("ghost", sut.Order("GHOST", NodeState.Active, null, By)!.Node);
        Assert.Empty(overrides.All);
        Assert.Null(sut.Order("GHOST", NodeState.Active, null, By));
    }

    [Fact]
    public void Clear_NodeThatIsNotConfigured_ForgetsItsOverrideByTheNameItWasGiven()
    {
        var (sut, overrides) = CreateSut(("publisher", NodeState.Active));
        overrides.Set("ghost", new(NodeState.Drain, _time.GetUtcNow(), null, By));

        var change = sut.Clear("GHOST", By)!;

        Assert.Equal(("ghost", null, null), (change.Node, change.Override, change.Configured));
        Assert.Empty(overrides.All);
        Assert.Null(sut.Clear("ghost", By));
    }

    [Fact]
    public void Clear_Override_HasConfigurationCount()
    {
        var (sut, overrides) = CreateSut(("publisher", NodeState.Active));
        sut.Order("publisher", NodeState.Drain, null, By);

        Assert.Equal(NodeState.Active, sut.Clear("publisher", By)!.Configured);

        Assert.Empty(overrides.All);
        Assert.Equal(["Active", "Active"], InForce("publisher"));
        Assert.Empty(Restarted().All);
    }

    [Fact]
    public void ConfigurationChanged_SaysTheSame_EndsTheOverride()
    {
        var (sut, overrides) = CreateSut(("publisher", NodeState.Active));
        sut.Order("publisher", NodeState.Drain, null, By);

        Current.Accept(Configuration(("publisher", NodeState.Maintenance)));
        sut.ConfigurationChanged();
        Assert.Equal(["Drain", "Drain"], InForce("publisher"));

        Current.Accept(Configuration(("publisher", NodeState.Drain)));
        sut.ConfigurationChanged();
        Assert.Empty(overrides.All);
        Assert.Contains("configuration", _changes[^1].By, StringComparison.Ordinal);
    }

    [Fact]
    public void ConfigurationChanged_NodeGoneAndBack_StaysInMaintenance()
    {
        var (sut, overrides) = CreateSut(("publisher", NodeState.Active));
        sut.Order("publisher", NodeState.Maintenance, null, By);

        Current.Accept(Configuration(("subscriber", NodeState.Active)));
        sut.ConfigurationChanged();
        Assert.NotNull(overrides.Of("publisher"));
        Current.Accept(Configuration(("publisher", NodeState.Active)));
        sut.ConfigurationChanged();
        Assert.Equal(["Maintenance", "Maintenance"], InForce("publisher"));

        Current.Accept(Configuration(("subscriber", NodeState.Active)));
        Assert.Null(sut.Clear("publisher", By)!.Configured);
        Assert.Empty(overrides.All);
    }

    [Fact]
    public void Order_ThenRestart_IsStillThere()
    {
        var (sut, _) = CreateSut(("publisher", NodeState.Active));
        sut.Order("publisher", NodeState.Drain, "new disk", By);

        Assert.Equal("new disk", Restarted().Of("publisher")!.Reason);
    }

    [Fact]
    public void Order_FileCannotBeWritten_SaysSoEachTimeUntilItCan()
    {
        var (sut, _) = CreateSut(("publisher", NodeState.Active));
        sut.Order("publisher", NodeState.Drain, null, By);
        var file = Path.Combine(_directory, "state.json");
        var kept = File.ReadAllBytes(file);
        File.Delete(file);
        Directory.CreateDirectory(Path.Combine(file, "in the way"));

        Assert.False(sut.Order("publisher", NodeState.Active, null, By)!.Survives);
        Assert.False(sut.Order("publisher", NodeState.Active, null, By)!.Survives);

        Directory.Delete(file, recursive: true);
        File.WriteAllBytes(file, kept);
        Assert.Equal(NodeState.Drain, Restarted().Of("publisher")!.State);
        Assert.True(sut.Order("publisher", NodeState.Active, null, By)!.Survives);
        Assert.Null(Restarted().Of("publisher"));
    }

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    private CurrentConfiguration Current { get; set; } = null!;

    private (NodeControl Sut, NodeOverrides Overrides) CreateSut(params (string Name, NodeState State)[] nodes)
    {
        var overrides = Restarted();
        Current = new CurrentConfiguration(Configuration(nodes), new LastGoodConfigurationProvider(), _yarp, new(), overrides.Apply);
        var sut = new NodeControl(overrides, Current, _time, NullLogger<NodeControl>.Instance);
        sut.Changed += _changes.Add;
        return (sut, overrides);
    }

    private NodeOverrides Restarted() =>
        new(new OverrideFile(new(Path.Combine(_directory, "state.json")), _time, NullLogger<OverrideFile>.Instance));

    private IEnumerable<string?> InForce(string node) =>
        _yarp.GetConfig().Clusters.Select(cluster => cluster.Destinations![node].Metadata!["State"]);

    private static GatewayConfiguration Configuration(params (string Name, NodeState State)[] nodes)
    {
        var options = new PhoneServicesOptions();
        foreach (var (name, state) in nodes)
        {
            options.Nodes[name] = new NodeOptions { Address = $"http://{name}/", State = state };
        }

        var features = FeatureOptions.Of(options);
        var clusters = Services.Select(id => NodeDestinations.Complete(new ClusterConfig { ClusterId = id }, features.Pools));
        return new(new ConfigurationBuilder().Build(), features, [], [.. clusters]);
    }
}
