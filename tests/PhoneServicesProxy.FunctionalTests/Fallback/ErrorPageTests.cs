using System.Text;
using System.Xml.Linq;
using CallManagerSimulator;
using PhoneServicesProxy.FunctionalTests.Hosting;

namespace PhoneServicesProxy.FunctionalTests.Fallback;

/// <summary>The page when nothing else is left: what it says, and that its keys lead somewhere.</summary>
public sealed class ErrorPageTests
{
    private const string Device = "SEP001122334455";

    [Theory]
    [InlineData("de_DE", "Dienst nicht verfügbar", "Nochmal", "Beenden")]
    [InlineData("fr", "Service indisponible", "Relancer", "Quitter")]
    [InlineData("en-US", "Service not available", "Retry", "Exit")]
    [InlineData("ja_JP", "Service not available", "Retry", "Exit")]
    public async Task AllNodesDown_Phone_ReadsItsLanguageInItsCharset(string language, string prompt, string retry, string exit)
    {
        await using var cluster = await DownCluster.StartAsync();
        await using var gateway = await TestGateway.StartAsync(cluster);

        foreach (var (accept, charset) in new[] { ("iso-8859-1", Encoding.Latin1), ("utf-8,;q=0.8", Encoding.UTF8) })
        {
            var answer = await RawPhone.SendAsync(
                gateway.Address,
                $"GET /ccmcip/getservicesmenu.jsp?name={Device} HTTP/1.1\r\nHost: phones\r\nx-CiscoIPPhoneModelName: CP-8841\r\nAccept-Language: {language}\r\nAccept-Charset: {accept}\r\nConnection: close\r\n\r\n");
            var (head, body) = (answer[..answer.IndexOf("\r\n\r\n", StringComparison.Ordinal)], answer[(answer.IndexOf("\r\n\r\n", StringComparison.Ordinal) + 4)..]);
            var page = charset.GetString(Encoding.Latin1.GetBytes(body));

            Assert.Contains($"\r\nContent-Type: text/xml; charset={charset.WebName}\r\n", head, StringComparison.Ordinal);
            Assert.Contains($"encoding=\"{charset.WebName}\"", page, StringComparison.Ordinal);
            Assert.Contains("\r\nExpires: Thu, 01 Jan 1998 00:00:00 GMT", head, StringComparison.Ordinal);
            Assert.DoesNotContain("\r\nRefresh:", head, StringComparison.OrdinalIgnoreCase);
            var root = XDocument.Parse(page).Root!;
            Assert.Equal(("Services", prompt), (root.Element("Title")!.Value, root.Element("Prompt")!.Value));
            Assert.Equal(
                [(exit, 1, "Init:Services"), (retry, 2, $"http://phones/ccmcip/getservicesmenu.jsp?name={Device}")], Keys(root));
        }
    }

    [Theory]
    [InlineData("/ccmcip/getservicesmenu.jsp?name=SEP001122334455", "CiscoIPPhoneMenu", "Init:Services")]
    [InlineData("/CCMCIP/GetServicesMenu.asp;jsessionid=0123456789ABCDEF0123456789ABCDEF?name=SEP001122334455", "CiscoIPPhoneMenu", "Init:Services")]
    [InlineData("/ccmcip/xmldirectoryinput.jsp", "CiscoIPPhoneInput", "Init:Directories")]
    [InlineData("/ccmcip/xmldirectorylist.jsp?l=a&f=&n=&start=1", "CiscoIPPhoneDirectory", "Init:Directories")]
    [InlineData("/emapp/EMAppServlet?device=SEP001122334455&EMCC=true&loginType=DN", "CiscoIPPhoneInput", "SoftKey:Exit")]
    [InlineData("/emapp/EMAppServlet?device=SEP001122334455&userid=user1&seq=12345", "CiscoIPPhoneInput", "SoftKey:Exit")]
    [InlineData("/emapp/EMAppServlet?device=SEP001122334455&doLogout=true", "CiscoIPPhoneInput", "SoftKey:Exit")]
    [InlineData("/changecredential/ChangeCredentialServlet?device=SEP001122334455&userid=user1&seq=12345&newseq=1", "CiscoIPPhoneInput", "SoftKey:Exit")]
    [InlineData("/ma/servlet/MAService?cmd=doSomething&Name=SEP001122334455", "CiscoIPPhoneMenu", "SoftKey:Exit")]
    [InlineData("/ccmpd/pdCheckLogin.do?name=SEP001122334455&userid=user1&pin=12345", "CiscoIPPhoneInput", "SoftKey:Exit")]
    public async Task Retry_OnceANodeIsBack_LeadsToThePageOrItsForm(string request, string root, string exit)
    {
        await using var cluster = await DownCluster.StartAsync();
        await using var gateway = await TestGateway.StartAsync(cluster);
        using var phone = new Phone(gateway.Address);

        var page = XDocument.Parse((await phone.GetAsync(request)).Body).Root!;
        await cluster["subscriber1"].SetFaultAsync(NodeFault.None, TestContext.Current.CancellationToken);

        var keys = Keys(page);
        Assert.Equal([("Retry", 1), ("Exit", 3)], keys.Select(key => (key.Name, key.Position)));
        Assert.Equal(exit, keys[1].Url);
        Assert.StartsWith(gateway.Address.AbsoluteUri, keys[0].Url, StringComparison.Ordinal);
        Assert.Equal(root, (await phone.GetAsync(new Uri(keys[0].Url).PathAndQuery)).Root);
        Assert.Empty(cluster.LoginsOn(Device));
    }

    [Theory]
    [InlineData("/emapp/EMAppServlet?device=SEP001122334455&EMCC=true&userid=user1&seq=12345&deviceProfile=p", "/emapp/EMAppServlet?device=SEP001122334455&EMCC=true")]
    [InlineData("/EMAPP/EMAppServlet?userid=user1&device=SEP001122334455&device=other&seq=12345", "/EMAPP/EMAppServlet?device=SEP001122334455")]
    [InlineData("/emapp/EMAppServlet?userid=user1&loginType=%26N&seq=12345", "/emapp/EMAppServlet?loginType=%26N")]
    [InlineData("/ma/servlet/MAService?Name=SEP001122334455&cmd=doSomething&pin=1", "/ma/servlet/MAService?cmd=doPhoneService&Name=SEP001122334455")]
    [InlineData("/ccmpd/pdLogin.do?name=SEP001122334455&userid=user1&pin=12345", "/ccmpd/pdCheckLogin.do?name=SEP001122334455")]
    public async Task Retry_AfterWhatChangesSomething_IsTheFormWithItsOwnParameters(string request, string expected)
    {
        await using var cluster = await DownCluster.StartAsync();
        await using var gateway = await TestGateway.StartAsync(cluster);
        using var phone = new Phone(gateway.Address);

        var answer = await phone.GetAsync(request);

        Assert.Equal(expected, new Uri(Keys(answer)[0].Url).PathAndQuery);
        Assert.Contains("was not carried out", answer.Text("Text"), StringComparison.Ordinal);
        Assert.DoesNotContain("12345", answer.Body, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/emapp/EMAppServlet", "/emapp/EMAppServlet?device=SEP001122334455")]
    [InlineData("/ccmcip/xmldirectorylist.jsp", "/ccmcip/xmldirectoryinput.jsp")]
    public async Task Retry_AfterPostedForm_IsTheForm(string path, string expected)
    {
        await using var cluster = await DownCluster.StartAsync();
        await using var gateway = await TestGateway.StartAsync(cluster);
        using var phone = new Phone(gateway.Address);

        var answer = await phone.SendAsync(new(HttpMethod.Post, path)
        {
            Content = new FormUrlEncodedContent([new("userid", "user1"), new("seq", "12345"), new("device", Device)]),
        });

        Assert.Equal(expected, new Uri(Keys(answer)[0].Url).PathAndQuery);
    }

    [Fact]
    public async Task Retry_LoginMayHaveBeenExecuted_LeadsToTheFormNotToTheLogin()
    {
        await using var cluster = await SimulatedCluster.StartAsync(ct: TestContext.Current.CancellationToken);
        await using var gateway = await TestGateway.StartAsync(cluster);
        using var phone = new Phone(gateway.Address);
        await cluster.SetAllAsync(NodeFault.Parse("reset after-executing only-changing"));

        var answer = await phone.LoginAsync();
        var form = await phone.GetAsync(new Uri(Keys(answer)[0].Url).PathAndQuery);

        Assert.Contains("may have been carried out", answer.Text("Text"), StringComparison.Ordinal);
        Assert.Equal("user1 is logged in. Log out?", form.Text("Text"));
        Assert.Single(cluster.LoginsOn(Device));
    }

    [Fact]
    public async Task Retry_RouteThatLeavesUrlsAlone_LeadsToTheGateway()
    {
        await using var cluster = await DownCluster.StartAsync();
        await using var gateway = await TestGateway.StartAsync(cluster, "--ReverseProxy:Routes:services-menu-jsp:Metadata:RewriteUrls=false");
        using var phone = new Phone(gateway.Address);

        var answer = await phone.MenuAsync();

        Assert.Equal($"{gateway.Address}ccmcip/getservicesmenu.jsp?name={Device}", Keys(answer)[0].Url);
    }

    [Fact]
    public async Task Retry_UrlTooLongForAPage_IsLeftOut()
    {
        await using var cluster = await DownCluster.StartAsync();
        await using var gateway = await TestGateway.StartAsync(cluster);
        using var phone = new Phone(gateway.Address);

        var answer = await phone.GetAsync($"/ccmcip/getservicesmenu.jsp?name={Device}&locale={new string('x', 200)}");

        Assert.Equal([("Exit", 3, "Init:Services")], Keys(answer));
    }

    [Theory]
    [InlineData("HTTP/1.1\r\nHost: phones~1")]
    [InlineData("HTTP/1.1\r\nHost: (phones)")]
    [InlineData("HTTP/1.1\r\nHost: -phones")]
    [InlineData("HTTP/1.0\r\nX: y")]
    public async Task Retry_NoOrHostileHost_IsTheAddressOfTheConnection(string rest)
    {
        await using var cluster = await DownCluster.StartAsync();
        await using var gateway = await TestGateway.StartAsync(cluster);

        var answer = await RawPhone.SendAsync(
            gateway.Address, $"GET /ccmcip/xmldirectory.jsp {rest}\r\nx-CiscoIPPhoneModelName: CP-7942G\r\nConnection: close\r\n\r\n");

        Assert.Contains($"<URL>{gateway.Address}ccmcip/xmldirectory.jsp</URL>", answer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AllNodesDown_SitesOwnTexts_AreShownAndTheRestIsEnglish()
    {
        await using var cluster = await DownCluster.StartAsync();
        await using var gateway = await TestGateway.StartAsync(
            cluster, "--PhoneServices:Texts:nl:Retry=Opnieuw", "--ReverseProxy:Clusters:services-menu:Metadata:Title=Diensten");
        using var phone = new Phone(gateway.Address);
        var request = new HttpRequestMessage(HttpMethod.Get, $"/ccmcip/getservicesmenu.jsp?name={Device}");
        request.Headers.TryAddWithoutValidation("Accept-Language", "nl_NL");

        var answer = await phone.SendAsync(request);

        Assert.Equal("Diensten", answer.Text("Title"));
        Assert.Equal("Service not available", answer.Text("Prompt"));
        Assert.Equal(["Opnieuw", "Exit"], Keys(answer).Select(key => key.Name));
    }

    private static (string Name, int Position, string Url)[] Keys(PhoneAnswer answer) => Keys(XDocument.Parse(answer.Body).Root!);

    private static (string Name, int Position, string Url)[] Keys(XElement page) =>
        [.. page.Elements("SoftKeyItem").Select(key => (key.Element("Name")!.Value, (int)key.Element("Position")!, key.Element("URL")!.Value))];
}
