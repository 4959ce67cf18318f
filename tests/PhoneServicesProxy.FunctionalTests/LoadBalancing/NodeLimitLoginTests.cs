using CallManagerSimulator;
using PhoneServicesProxy.FunctionalTests.Hosting;

namespace PhoneServicesProxy.FunctionalTests.LoadBalancing;

public sealed class NodeLimitLoginTests : NodeLimitTest
{
    [Fact]
    public async Task Login_NodeIsFull_ExecutedOnceOnAnother()
    {
        await using var cluster = await StartClusterAsync("first", "second");
        await using var gateway = await StartAsync(
            cluster, "--PhoneServices:Nodes:first:Priority=0", "--PhoneServices:Nodes:first:MaxConcurrentRequests=1", QueueTime("00:00:00.100"));
        using var phone = new Phone(gateway.Address);
        var hanging = await HangAsync(cluster["first"], phone);

        await phone.LoginAsync();

        Assert.Equal("user1", cluster.UserOn(phone.Device));
        Assert.Single(cluster.LoginsOn(phone.Device));
        Assert.Equal(0, cluster["first"].LoginsExecuted);
        await cluster["first"].SetFaultAsync(NodeFault.None, Cancellation);
        await hanging;
    }

    [Fact]
    public async Task Login_OnlyNodeIsFull_NotExecutedAndPageDoesNotSayItMayBe()
    {
        await using var cluster = await StartClusterAsync("only");
        await using var gateway = await StartAsync(cluster, "--PhoneServices:Nodes:only:MaxConcurrentRequests=1", QueueTime("00:00:00.100"));
        using var phone = new Phone(gateway.Address);
        var hanging = await HangAsync(cluster["only"], phone);

        var answer = await phone.LoginAsync();

        Assert.Contains("busy", answer.Text("Text"), StringComparison.Ordinal);
        Assert.DoesNotContain("carried out", answer.Body, StringComparison.Ordinal);
        Assert.Empty(cluster.LoginsOn(phone.Device));
        await cluster["only"].SetFaultAsync(NodeFault.None, Cancellation);
        await hanging;
    }
}
