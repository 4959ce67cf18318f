using CallManagerSimulator;
using PhoneServicesProxy.FunctionalTests.Hosting;
using PhoneServicesProxy.Health;

namespace PhoneServicesProxy.FunctionalTests.Connections;

/// <summary>One node on https, and a gateway that may or may not trust it.</summary>
internal sealed class TrustSite(SimulatedCluster cluster, TestGateway gateway) : IAsyncDisposable
{
    public bool IsDown() => gateway.Get<NodeTable>().Nodes.All(node => node.State == NodeCondition.Down);

    public async Task<PhoneAnswer> MenuAsync()
    {
        using var phone = new Phone(gateway.Address);
        return await phone.MenuAsync();
    }

    public async Task AssertAnswersAsync()
    {
        using var phone = new Phone(gateway.Address);
        Assert.Equal("CiscoIPPhoneMenu", (await phone.MenuAsync()).Root);
        Assert.Contains("Login", (await phone.LoginAsync()).Body, StringComparison.OrdinalIgnoreCase);
        Assert.All(gateway.Get<NodeTable>().Nodes, node => Assert.Equal(NodeCondition.Up, node.State));
        Assert.Equal(1, cluster["publisher"].LoginsExecuted);
        cluster.ResetCounters();
    }

    /// <summary>Not one byte of a request reaches the node, and each probe knows the reason.</summary>
    public async Task AssertRefusesAsync(string reason)
    {
        await Eventually.IsAsync(IsDown);
        var before = cluster["publisher"].Counters.Requests;
        await MenuAsync();
        Assert.Equal(before, cluster["publisher"].Counters.Requests);
        var probed = gateway.Get<NodeTable>().Nodes.Where(node => node.LastProbe is not null).ToArray();
        Assert.NotEmpty(probed);
        Assert.All(probed, node => Assert.Contains(reason, node.LastProbe!.Reason, StringComparison.Ordinal));
    }

    public async ValueTask DisposeAsync()
    {
        await gateway.DisposeAsync();
        await cluster.DisposeAsync();
    }
}
