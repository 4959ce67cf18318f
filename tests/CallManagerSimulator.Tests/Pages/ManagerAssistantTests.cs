using System.Net;

namespace CallManagerSimulator.Tests.Pages;

public class ManagerAssistantTests : ClusterTest
{
    private const string Servlet = "/ma/servlet/MAService?cmd=doPhoneService&Name=" + Device;

    [Fact]
    public async Task Get_FromAStandby_Is404()
    {
        using var response = await SendAsync(Subscriber, Servlet);

        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
    }

    [Fact]
    public async Task Get_AfterTheActiveNodeFailedAndCameBack_StaysWithTheNext()
    {
        await Publisher.SetFaultAsync(NodeFault.Refuse, Ct);
        await Publisher.SetFaultAsync(NodeFault.None, Ct);

        using var first = await SendAsync(Publisher, Servlet);
        using var second = await SendAsync(Subscriber, Servlet);

        Assert.Equal("subscriber1", Cluster.ActiveManagerAssistant);
        Assert.Equal(HttpStatusCode.NotFound, first.StatusCode);
        Assert.Equal(HttpStatusCode.OK, second.StatusCode);
    }
}
