using PhoneServicesProxy.FunctionalTests.Hosting;

namespace PhoneServicesProxy.FunctionalTests.Security;

/// <summary>What is strict with the hostile lets every phone through: each page that phones are known to ask for arrives as it was sent.</summary>
public sealed class PhonePathTests
{
    [Theory]
    [InlineData("/ccmcip/getservicesmenu.jsp?name=SEP001122334455")]
    [InlineData("/CCMCIP/getservicesmenu.asp?locale=English_United_States&name=SEP001122334455")]
    [InlineData("/ccmcip/xmldirectory.jsp?locale=English_United_States&name=SEP001122334455")]
    [InlineData("/CCMCIP/xmldirectory.asp")]
    [InlineData("/ccmcip/xmldirectoryinput.jsp")]
    [InlineData("/CCMCIP/xmldirectoryinput.asp")]
    [InlineData("/ccmcip/xmldirectorylist.jsp?l=&f=&n=&start=0")]
    [InlineData("/ccmcip/xmldirectorylist.jsp?l=M%FCller&f=J%C3%BCrgen&n=%2B49%20(0)&start=32")]
    [InlineData("/CCMCIP/xmldirectorylist.asp?l=O'Neil&f=*&start=1")]
    [InlineData("/ccmcip/authenticate.jsp?UserID=u&Password=p%26%25&devicename=SEP001122334455")]
    [InlineData("/CCMCIP/authenticate.asp?UserID=u&Password=p&devicename=SEP001122334455")]
    [InlineData("/ccmcip/GetTelecasterHelpText.jsp?id=1")]
    [InlineData("/CCMCIP/GetTelecasterHelpText.asp?id=1")]
    [InlineData("/ccmcip/messages.jsp")]
    [InlineData("/CCMCIP/messages.asp")]
    [InlineData("/ccmcip/idle.jsp")]
    [InlineData("/CCMCIP/idle.asp")]
    [InlineData("/emapp/EMAppServlet?device=SEP001122334455")]
    [InlineData("/emapp/EMAppServlet?device=SEP001122334455&EMCC=true&loginType=DN")]
    [InlineData("/emapp/EMAppServlet?device=#DEVICENAME#&EMCC=#EMCC#")]
    [InlineData("/emapp/EMAppServlet?device=SEP001122334455&userid=user1&seq=12345&deviceProfile=My%20Profile&headsetbasedem=true")]
    [InlineData("/emapp/EMAppServlet?device=SEP001122334455&doLogout=true")]
    [InlineData("/emapp/EMAppServlet;jsessionid=660646D3655BB00734D3895606BCE76F?device=SEP001122334455")]
    [InlineData("/emapp/EMAppServlet;jsessionid=660646D3655BB00734D3895606BCE76F.worker-1?device=SEP001122334455")]
    [InlineData("/changecredential/ChangeCredentialServlet?device=SEP001122334455")]
    [InlineData("/changecredential/ChangeCredentialServlet?device=SEP001122334455&userid=u&seq=1&newseq=2")]
    [InlineData("/ma/servlet/MAService?cmd=doPhoneService&Name=SEP001122334455")]
    [InlineData("/ma/servlet/MAService?cmd=doDivert&Name=SEP001122334455&x=%3c")]
    [InlineData("/ccmpd/pdCheckLogin.do?name=undefined")]
    [InlineData("/ccmpd/pdCheckLogin.do?name=SEP001122334455&userid=u&pin=1")]
    [InlineData("/ccmpd/fdDisplay.do?name=null")]
    public async Task Path_OfAPhone_ArrivesAsItWasSent(string pathAndQuery)
    {
        await using var node = new RecordingNode();
        await using var gateway = await TestGateway.StartAsync([("publisher", node.Address)], [.. Calm.Settings]);

        var answer = await RawPhone.SendAsync(
            gateway.Address, $"GET {pathAndQuery} HTTP/1.1\r\nHost: 10.1.1.1:8080\r\nConnection: close\r\nAccept: x-CiscoIPPhone/*\r\n\r\n");

        Assert.StartsWith("HTTP/1.1 200 ", answer, StringComparison.Ordinal);
        Assert.Equal($"GET {pathAndQuery} HTTP/1.1", Assert.Single(node.Requests).Line);
    }

    [Fact]
    public async Task Query_AfterFailover_ArrivesAsItWasSent()
    {
        await using var node = new RecordingNode();
        await using var gateway = await TestGateway.StartAsync(
            [("publisher", new Uri($"http://127.0.0.1:{FreePort.Next()}/")), ("subscriber", node.Address)], [.. Calm.Settings, "--PhoneServices:Nodes:publisher:Priority=0"]);

        await RawPhone.SendAsync(gateway.Address, "GET /ccmcip/xmldirectorylist.jsp?l=%2e%u0041%&f=#x# HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");

        Assert.Equal("GET /ccmcip/xmldirectorylist.jsp?l=%2e%u0041%&f=#x# HTTP/1.1", Assert.Single(node.Requests).Line);
    }
}
