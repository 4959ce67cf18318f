using System.Net;
using CallManagerSimulator;
using PhoneServicesProxy.FunctionalTests.Hosting;

namespace PhoneServicesProxy.FunctionalTests.Routing;

public sealed class RoutesTests
{
    [Theory]
    [InlineData("/CCMCIP/getservicesmenu.asp", "CiscoIPPhoneMenu")]
    [InlineData("/ccmcip/getservicesmenu.jsp", "CiscoIPPhoneMenu")]
    [InlineData("/CCMCIP/GetServicesMenu.asp", "CiscoIPPhoneMenu")]
    [InlineData("/ccmcip/xmldirectory.jsp?locale=English_United_States&name=SEP001122334455", "CiscoIPPhoneMenu")]
    [InlineData("/CCMCIP/xmldirectory.asp", "CiscoIPPhoneMenu")]
    [InlineData("/ccmcip/xmldirectoryinput.jsp", "CiscoIPPhoneInput")]
    [InlineData("/CCMCIP/xmldirectoryinput.asp", "CiscoIPPhoneInput")]
    [InlineData("/ccmcip/xmldirectorylist.jsp?l=&f=&n=&start=0", "CiscoIPPhoneDirectory")]
    [InlineData("/CCMCIP/xmldirectorylist.asp?l=&f=", "CiscoIPPhoneDirectory")]
    [InlineData("/ccmcip/GetTelecasterHelpText.jsp?id=1", "CiscoIPPhoneText")]
    [InlineData("/emapp/EMAppServlet?device=SEP001122334455", "CiscoIPPhoneInput")]
    [InlineData("/emapp/EMAppServlet;jsessionid=660646D3655BB00734D3895606BCE76F?device=SEP001122334455", "CiscoIPPhoneInput")]
    [InlineData("/changecredential/ChangeCredentialServlet?device=SEP001122334455", "CiscoIPPhoneInput")]
    [InlineData("/ccmpd/pdCheckLogin.do?name=SEP001122334455", "CiscoIPPhoneInput")]
    public async Task Path_OfPhoneService_IsAnsweredByNode(string path, string root)
    {
        await using var cluster = await SimulatedCluster.StartAsync(ct: TestContext.Current.CancellationToken);
        await using var gateway = await TestGateway.StartAsync(cluster);
        using var phone = new Phone(gateway.Address);

        var answer = await phone.GetAsync(path);

        Assert.Equal(HttpStatusCode.OK, answer.Status);
        Assert.Equal(root, answer.Root);
    }

    [Fact]
    public async Task ManagerAssistant_StandbysAnswer404_ActiveNodeIsFound()
    {
        await using var cluster = await SimulatedCluster.StartAsync(ct: TestContext.Current.CancellationToken);
        await using var gateway = await TestGateway.StartAsync(cluster);
        using var phone = new Phone(gateway.Address);

        var answer = await phone.GetAsync("/ma/servlet/MAService?cmd=doPhoneService&Name=SEP001122334455");

        Assert.Equal(HttpStatusCode.OK, answer.Status);
        Assert.StartsWith("CiscoIPPhone", answer.Root, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("user1", "AUTHORIZED")]
    [InlineData("nobody", "UN-AUTHORIZED")]
    public async Task Authenticate_Asked_AnswersByteForByte(string user, string expected)
    {
        await using var cluster = await SimulatedCluster.StartAsync(ct: TestContext.Current.CancellationToken);
        await using var gateway = await TestGateway.StartAsync(cluster);
        using var phone = new Phone(gateway.Address);

        var answer = await phone.GetAsync($"/ccmcip/authenticate.jsp?UserID={user}&Password=12345&devicename=SEP001122334455");

        Assert.Equal(expected, answer.Body);
        Assert.Equal("text/plain", answer.ContentHeaders.ContentType?.MediaType);
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/ccmadmin/")]
    [InlineData("/emapp/../ccmadmin/")]
    [InlineData("/ccmcip/%2e%2e/ccmadmin/")]
    [InlineData("/ccmcip/..;/ccmadmin/")]
    [InlineData("/emservice/EMServiceServlet")]
    [InlineData("/ccmcip/getservicesmenu.jsp/../../ccmadmin/")]
    [InlineData("/emapp/EMAppServlet;x=y?device=SEP001122334455")]
    [InlineData("/ccmpd/pd.do/x")]
    [InlineData("/readyz")]
    public async Task Path_NotRouted_Is404AndReachesNoNode(string path)
    {
        await using var cluster = await SimulatedCluster.StartAsync(new() { RecordRequests = true }, TestContext.Current.CancellationToken);
        await using var gateway = await TestGateway.StartAsync(cluster);

        var answer = await RawPhone.SendAsync(gateway.Address, $"GET {path} HTTP/1.1\r\nHost: ccm\r\nUser-Agent: hostile\r\nConnection: close\r\n\r\n");

        Assert.StartsWith("HTTP/1.1 404", answer, StringComparison.Ordinal);
        Assert.DoesNotContain(cluster.Nodes.SelectMany(node => node.ReceivedRequests), head => head.Contains("hostile", StringComparison.Ordinal));
    }
}
