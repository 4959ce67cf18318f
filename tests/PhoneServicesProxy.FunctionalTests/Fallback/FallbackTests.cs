using System.Net;
using PhoneServicesProxy.FunctionalTests.Hosting;

namespace PhoneServicesProxy.FunctionalTests.Fallback;

public sealed class FallbackTests
{
    [Theory]
    [InlineData("/ccmcip/idle.jsp")]
    [InlineData("/ccmcip/messages.jsp")]
    public async Task PageOfAnyKind_AllNodesDown_PhoneGetsAPage(string path)
    {
        await using var cluster = await DownCluster.StartAsync();
        await using var gateway = await TestGateway.StartAsync(cluster);
        using var phone = new Phone(gateway.Address);

        var answer = await phone.GetAsync(path);

        Assert.Equal(HttpStatusCode.OK, answer.Status);
        Assert.Equal("CiscoIPPhoneText", answer.Root);
    }

    [Fact]
    public async Task AllNodesDown_Phone_GetsPageWithRetry()
    {
        await using var cluster = await DownCluster.StartAsync();
        await using var gateway = await TestGateway.StartAsync(cluster);
        using var phone = new Phone(gateway.Address);

        var answer = await phone.MenuAsync();

        Assert.Equal(HttpStatusCode.OK, answer.Status);
        Assert.Equal("text/xml", answer.ContentHeaders.ContentType?.MediaType);
        Assert.Equal("Services", answer.Text("Title"));
        Assert.Contains("/ccmcip/getservicesmenu.jsp?name=SEP001122334455</URL>", answer.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AllNodesDown_Login_GetsPageWithoutCredentials()
    {
        await using var cluster = await DownCluster.StartAsync();
        await using var gateway = await TestGateway.StartAsync(cluster);
        using var phone = new Phone(gateway.Address);

        var answer = await phone.LoginAsync();

        Assert.Equal("Extension Mobility", answer.Text("Title"));
        Assert.DoesNotContain("12345", answer.Body, StringComparison.Ordinal);
        Assert.Empty(cluster.LoginsOn(phone.Device));
    }

    [Fact]
    public async Task AllNodesDown_Authenticate_IsPlain503()
    {
        await using var cluster = await DownCluster.StartAsync();
        await using var gateway = await TestGateway.StartAsync(cluster);
        using var phone = new Phone(gateway.Address);

        var answer = await phone.GetAsync("/ccmcip/authenticate.jsp?UserID=user1&Password=12345&devicename=SEP001122334455");

        Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.Status);
        Assert.DoesNotContain("AUTHORIZED", answer.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AllNodesDown_NoPhone_Gets503WithRetryAfter()
    {
        await using var cluster = await DownCluster.StartAsync();
        await using var gateway = await TestGateway.StartAsync(cluster);

        var answer = await RawPhone.SendAsync(gateway.Address, "GET /ccmcip/getservicesmenu.jsp HTTP/1.1\r\nHost: ccm\r\nConnection: close\r\n\r\n");

        Assert.StartsWith("HTTP/1.1 503", answer, StringComparison.Ordinal);
        Assert.Contains("Retry-After: 5", answer, StringComparison.Ordinal);
    }
}
