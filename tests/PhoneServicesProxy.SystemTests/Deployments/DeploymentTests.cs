using PhoneServicesProxy.TestKit.Walk;

namespace PhoneServicesProxy.SystemTests.Deployments;

/// <summary>
/// A phone that goes only where pages send it, on the ports that sites have: with a scheme's default port, a URL names none, and
/// CallManager's twin ports are one node.
/// </summary>
public sealed class DeploymentTests
{
    [Theory]
    [InlineData("http://{gateway}", "http://{node}")]
    [InlineData("http://{gateway}:8080", "http://{node}:8080")]
    [InlineData("https://{gateway}", "http://{node}:8080")]
    [InlineData("https://{gateway}:8443", "https://{node}:8443")]
    [InlineData("http://{gateway}", "https://{node}:8443")]
    [InlineData("https://{gateway}", "https://{node}")]
    public async Task Phone_GoesEverywhere_NeverPastTheGateway(string gateway, string nodes)
    {
        await using var deployment = await Deployment.StartAsync([gateway], nodes);
        using var phone = deployment.Phone(gateway);

        await Walks.EverythingAsync(phone);

        Assert.Equal([deployment.Named(gateway)], phone.Visited);
    }

    [Fact]
    public async Task PhoneOnHttp_NodesOnHttps_IsLedToTheSecuredAddressAndStaysThere()
    {
        await using var deployment = await Deployment.StartAsync(
            ["http://{gateway}", "https://{gateway}"],
            "https://{node}:8443",
            "--PhoneServices:PublicBaseAddress:Http=http://{gateway}",
            "--PhoneServices:PublicBaseAddress:Https=https://{gateway}");
        using var phone = deployment.Phone("http://{gateway}", secured: "https://{gateway}");

        await Walks.EverythingAsync(phone);

        Assert.Equal(new HashSet<string> { deployment.Named("http://{gateway}"), deployment.Named("https://{gateway}") }, phone.Visited);
    }
}
