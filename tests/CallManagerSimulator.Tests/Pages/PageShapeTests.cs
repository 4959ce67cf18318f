using System.Net;
using System.Xml.Linq;

namespace CallManagerSimulator.Tests.Pages;

public class PageShapeTests : ClusterTest
{
    public static TheoryData<string, string> PhonePages => new()
    {
        { "/ccmcip/getservicesmenu.jsp?name=SEP001122334455", "CiscoIPPhoneMenu" },
        { "/CCMCIP/getservicesmenu.asp", "CiscoIPPhoneMenu" },
        { "/CCMCIP/GetServicesMenu.asp", "CiscoIPPhoneMenu" },
        { "/ccmcip/xmldirectory.jsp?locale=English_United_States&name=SEP001122334455", "CiscoIPPhoneMenu" },
        { "/CCMCIP/xmldirectory.asp", "CiscoIPPhoneMenu" },
        { "/ccmcip/xmldirectoryinput.jsp", "CiscoIPPhoneInput" },
        { "/CCMCIP/xmldirectoryinput.asp", "CiscoIPPhoneInput" },
        { "/ccmcip/xmldirectorylist.jsp?l=&f=&n=&start=0", "CiscoIPPhoneDirectory" },
        { "/CCMCIP/xmldirectorylist.asp?l=&f=", "CiscoIPPhoneDirectory" },
        { "/ccmcip/GetTelecasterHelpText.jsp?id=12", "CiscoIPPhoneText" },
        { "/CCMCIP/messages.asp", "CiscoIPPhoneText" },
        { "/ccmcip/idle.jsp", "CiscoIPPhoneText" },
        { "/emapp/EMAppServlet?device=SEP001122334455&EMCC=true&loginType=DN", "CiscoIPPhoneInput" },
        { "/emapp/EMAppServlet;jsessionid=0123456789ABCDEF0123456789ABCDEF.route?device=SEP001122334455", "CiscoIPPhoneInput" },
        { "/changecredential/ChangeCredentialServlet?device=SEP001122334455", "CiscoIPPhoneInput" },
        { "/ma/servlet/MAService?cmd=doPhoneService&Name=SEP001122334455", "CiscoIPPhoneMenu" },
        { "/ccmpd/pdCheckLogin.do?name=undefined", "CiscoIPPhoneInput" },
        { "/ccmpd/pdMenu.do?name=SEP001122334455", "CiscoIPPhoneMenu" },
        { "/ccmpd/pdAddressBook.do?name=SEP001122334455", "CiscoIPPhoneDirectory" },
        { "/ccmpd/pdFastDials.do?name=SEP001122334455", "CiscoIPPhoneDirectory" },
    };

    [Theory]
    [MemberData(nameof(PhonePages))]
    public async Task Get_PhonePage_HasCallManagersHeaders(string target, string root)
    {
        using var response = await SendAsync(Publisher, target);
        var body = await response.Content.ReadAsByteArrayAsync(Ct);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal("text/xml;charset=utf-8", response.Content.Headers.NonValidated["Content-Type"].ToString());
        Assert.Equal(body.Length, response.Content.Headers.ContentLength);
        Assert.Equal("SAMEORIGIN", response.Headers.GetValues("X-Frame-Options").Single());
        Assert.Equal("", response.Headers.GetValues("Server").Single());
        Assert.NotNull(response.Headers.Date);
        Assert.Null(response.Headers.TransferEncodingChunked);
        var application = target.Split('/')[1];
        Assert.Matches($"^JSESSIONID=[0-9A-F]{{32}}; Path=/{application}/; HttpOnly$", response.Headers.GetValues("Set-Cookie").Single());
        Assert.Equal(root, XElement.Parse(System.Text.Encoding.UTF8.GetString(body)).Name.LocalName);
    }

    // What a press costs behind a proxy is measured with this page, and was measured elsewhere with one of this size.
    [Fact]
    public async Task Get_ServicesMenu_WeighsAboutAKilobyte() =>
        Assert.InRange((await GetTextAsync(Publisher, "/ccmcip/getservicesmenu.jsp")).Length, 950, 1100);

    [Theory]
    [MemberData(nameof(PhonePages))]
    public async Task Get_WithAnotherHost_NamesTheNodeInEveryUrl(string target, string root)
    {
        var page = await GetXmlAsync(Publisher, target, ("Host", "gateway.example.com:8080"));

        Assert.Equal(root, page.Name.LocalName);
        var urls = page.Descendants("URL").Select(u => u.Value).ToList();
        Assert.All(urls, url => Assert.True(
            url.StartsWith("SoftKey:", StringComparison.Ordinal) || url.StartsWith(Publisher.Address.ToString(), StringComparison.Ordinal), url));
        Assert.All(urls, url => Assert.InRange(url.Length, 1, 256));
    }

    [Theory]
    [MemberData(nameof(PhonePages))]
    public async Task Get_PhonePage_KeepsTheLimitsOfPhones(string target, string root)
    {
        var page = await GetXmlAsync(Publisher, target);

        Assert.Equal(root, page.Name.LocalName);
        Assert.InRange(page.Element("Title")!.Value.Length, 0, 32);
        Assert.InRange(page.Element("Prompt")!.Value.Length, 0, 32);
        Assert.InRange(page.Elements("InputItem").Count(), 0, 5);
        Assert.InRange(page.Elements("DirectoryEntry").Count(), 0, 32);
        Assert.All(page.Descendants("Name"), name => Assert.InRange(name.Value.Length, 1, 32));
        var positions = page.Elements("SoftKeyItem").Select(k => k.Element("Position")!.Value).ToList();
        Assert.Equal(positions.Distinct(), positions);
    }

    [Fact]
    public async Task Get_UnknownPath_Is404WithoutSession()
    {
        using var response = await SendAsync(Publisher, "/ccmcip/nothing.jsp");

        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
        Assert.False(response.Headers.Contains("Set-Cookie"));
    }

    [Theory]
    [InlineData("/ccmadmin/")]
    [InlineData("/CCMAdmin/showHome.do")]
    public async Task Get_Administration_IsCounted(string path)
    {
        var text = await GetTextAsync(Publisher, path);

        Assert.Contains("<html>", text, StringComparison.Ordinal);
        Assert.Equal(1, Publisher.Counters.AdminRequests);
        Assert.Equal(0, Subscriber.Counters.AdminRequests);
    }

    [Fact]
    public async Task Head_OfExtensionMobility_IsForbidden()
    {
        using var em = await SendAsync(Publisher, HttpMethod.Head, LoginPath, null);
        using var menu = await SendAsync(Publisher, HttpMethod.Head, "/ccmcip/getservicesmenu.jsp", null);

        Assert.Equal(HttpStatusCode.Forbidden, em.StatusCode);
        Assert.Equal(HttpStatusCode.OK, menu.StatusCode);
        Assert.Empty(Cluster.ExecutedLogins);
    }

    [Fact]
    public async Task Get_Idle_RefreshesItselfByTheNodesUrl()
    {
        using var response = await SendAsync(Publisher, "/ccmcip/idle.jsp");

        Assert.Equal($"60; url={Publisher.Address}ccmcip/idle.jsp", response.Headers.GetValues("Refresh").Single());
    }

    [Fact]
    public async Task Get_Http10WithoutHost_IsAnswered()
    {
        using var connection = await RawConnection.OpenAsync(Publisher);

        await connection.SendAsync("GET /ccmcip/getservicesmenu.jsp HTTP/1.0\r\nCookie: \r\nAccept-Charset: utf-8,;q=0.8\r\n\r\n");
        var (text, end) = await connection.ReadToEndAsync();

        Assert.StartsWith("HTTP/1.1 200 OK\r\n", text, StringComparison.Ordinal);
        Assert.Equal(RawEnd.Fin, end);
    }
}
