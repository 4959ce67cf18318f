using System.Net;
using CallManagerSimulator;
using PhoneServicesProxy.FunctionalTests.Hosting;

namespace PhoneServicesProxy.FunctionalTests.Failover;

public sealed class ReadFailoverTests
{
    [Theory]
    [InlineData("refuse")]
    [InlineData("kill")]
    [InlineData("hang")]
    [InlineData("vanish")]
    [InlineData("slow delay=5s")]
    [InlineData("500")]
    [InlineData("503")]
    [InlineData("html")]
    [InlineData("half")]
    [InlineData("reset")]
    [InlineData("cut")]
    [InlineData("drip delay=1s")]
    public async Task Menu_FirstNodeFails_NextNodeAnswers(string fault)
    {
        await using var cluster = await SimulatedCluster.StartAsync(new() { RecordRequests = true }, TestContext.Current.CancellationToken);
        await using var gateway = await TestGateway.StartAsync(cluster, "--PhoneServices:Nodes:publisher:Priority=0");
        using var phone = new Phone(gateway.Address);
        await phone.MenuAsync();
        Assert.Contains(cluster["publisher"].ReceivedRequests, head => head.Contains(Phone.Model, StringComparison.Ordinal));

        await cluster["publisher"].SetFaultAsync(NodeFault.Parse(fault), TestContext.Current.CancellationToken);
        for (var press = 0; press < 10; press++)
        {
            var answer = await phone.MenuAsync();

            Assert.Equal(HttpStatusCode.OK, answer.Status);
            Assert.Equal("CiscoIPPhoneMenu", answer.Root);
        }
    }

    /// <summary>A shared page is everybody's: what is no page must not be kept for the next phones.</summary>
    [Theory]
    [InlineData("html")]
    [InlineData("cut")]
    [InlineData("half")]
    [InlineData("500")]
    public async Task IdlePage_FirstNodeFails_NextNodeAnswers(string fault)
    {
        await using var cluster = await SimulatedCluster.StartAsync(ct: TestContext.Current.CancellationToken);
        await using var gateway = await TestGateway.StartAsync(
            cluster, "--PhoneServices:Nodes:publisher:Priority=0", "--PhoneServices:IdlePage:MaxAge=00:00:00");
        await cluster["publisher"].SetFaultAsync(NodeFault.Parse(fault), TestContext.Current.CancellationToken);
        using var phone = new Phone(gateway.Address);
        for (var page = 0; page < 5; page++)
        {
            var answer = await phone.GetAsync("/CCMCIP/idle.asp");

            Assert.Equal(HttpStatusCode.OK, answer.Status);
            Assert.Equal("CiscoIPPhoneText", answer.Root);
            Assert.Equal("Idle", answer.Text("Text"));
        }
    }

    [Fact]
    public async Task Menu_AllNodesDownThenOneBack_ServiceResumes()
    {
        await using var cluster = await SimulatedCluster.StartAsync(ct: TestContext.Current.CancellationToken);
        await using var gateway = await TestGateway.StartAsync(cluster);
        using var phone = new Phone(gateway.Address);
        foreach (var node in cluster.Nodes)
        {
            await node.SetFaultAsync(NodeFault.Refuse, TestContext.Current.CancellationToken);
        }

        var down = await phone.MenuAsync();
        await cluster["subscriber2"].SetFaultAsync(NodeFault.None, TestContext.Current.CancellationToken);
        var back = await phone.MenuAsync();

        Assert.Equal("CiscoIPPhoneText", down.Root);
        Assert.Equal("CiscoIPPhoneMenu", back.Root);
    }

    [Fact]
    public async Task Menu_Answered_HasLengthAndNoTraceOfTheGateway()
    {
        await using var cluster = await SimulatedCluster.StartAsync(ct: TestContext.Current.CancellationToken);
        await using var gateway = await TestGateway.StartAsync(cluster);
        using var phone = new Phone(gateway.Address);

        var answer = await phone.MenuAsync();

        Assert.NotNull(answer.ContentHeaders.ContentLength);
        Assert.False(answer.Headers.TransferEncodingChunked ?? false);
        Assert.False(answer.Headers.Contains("Via"));
    }
}
