using System.Net;
using CallManagerSimulator;
using PhoneServicesProxy.FunctionalTests.Hosting;

namespace PhoneServicesProxy.FunctionalTests.Failover;

public sealed class LoginFailoverTests
{
    [Theory]
    [InlineData("reset after-executing only-changing")]
    [InlineData("half after-executing only-changing")]
    [InlineData("hang after-executing only-changing")]
    [InlineData("kill after-executing only-changing")]
    [InlineData("500 after-executing only-changing")]
    [InlineData("html after-executing only-changing")]
    public async Task Login_NodeExecutesThenFails_ExecutedOnceAndPageSaysToLook(string fault)
    {
        await using var cluster = await SimulatedCluster.StartAsync(ct: TestContext.Current.CancellationToken);
        await using var gateway = await TestGateway.StartAsync(
            cluster, "--PhoneServices:FailoverPolicies:Login:ConnectTimeout=00:00:00.300", "--PhoneServices:FailoverPolicies:Login:AttemptTimeout=00:00:01");
        using var phone = new Phone(gateway.Address);
        foreach (var node in cluster.Nodes)
        {
            await node.SetFaultAsync(NodeFault.Parse(fault), TestContext.Current.CancellationToken);
        }

        var answer = await phone.LoginAsync();

        Assert.Single(cluster.LoginsOn(phone.Device));
        Assert.Equal(HttpStatusCode.OK, answer.Status);
        Assert.Contains("may have been carried out", answer.Text("Text"), StringComparison.Ordinal);
        Assert.DoesNotContain("12345", answer.Body, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("refuse")]
    [InlineData("vanish")]
    [InlineData("em-down")]
    public async Task Login_NodeCannotHaveExecuted_SucceedsOnAnother(string fault)
    {
        await using var cluster = await SimulatedCluster.StartAsync(ct: TestContext.Current.CancellationToken);
        await using var gateway = await TestGateway.StartAsync(cluster, "--PhoneServices:Nodes:publisher:Priority=0");
        using var phone = new Phone(gateway.Address);
        await cluster["publisher"].SetFaultAsync(NodeFault.Parse(fault), TestContext.Current.CancellationToken);

        var answer = await phone.LoginAsync();

        Assert.Equal("user1", cluster.UserOn(phone.Device));
        Assert.Single(cluster.LoginsOn(phone.Device));
        Assert.Contains("success", answer.Body, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task PostedLogin_FirstNodeRefuses_BodyReachesTheNext()
    {
        await using var cluster = await SimulatedCluster.StartAsync(ct: TestContext.Current.CancellationToken);
        await using var gateway = await TestGateway.StartAsync(cluster, "--PhoneServices:Nodes:publisher:Priority=0");
        using var phone = new Phone(gateway.Address);
        await cluster["publisher"].SetFaultAsync(NodeFault.Refuse, TestContext.Current.CancellationToken);

        await phone.SendAsync(new(HttpMethod.Post, "/emapp/EMAppServlet")
        {
            Content = new FormUrlEncodedContent([new("device", phone.Device), new("userid", "user2"), new("seq", "12345")]),
        });

        Assert.Equal("user2", cluster.UserOn(phone.Device));
    }

    [Fact]
    public async Task Login_NodeReadsAndCloses_SentOnce()
    {
        await using var node = new ClosingNode();
        await using var gateway = await TestGateway.StartAsync(
            [("only", node.Address)], "--ReverseProxy:Clusters:extension-mobility:HealthCheck:Active:Enabled=false");
        using var phone = new Phone(gateway.Address);

        await phone.LoginAsync();

        Assert.Equal(1, node.Requests.Count(request => request.Contains("userid=", StringComparison.Ordinal)));
    }
}
