using System.Text;
using System.Xml.Linq;
using CallManagerSimulator;
using PhoneServicesProxy.FunctionalTests.Hosting;
using PhoneServicesProxy.Overload;

namespace PhoneServicesProxy.FunctionalTests.Overload;

/// <summary>The responses that the listener sends in overload.</summary>
public sealed class BusyResponsesTests : IAsyncLifetime
{
    private const string Phone = "Accept: x-CiscoIPPhone/*, text/*\r\nx-CiscoIPPhoneModelName: CP-8841\r\n";

    private SimulatedCluster _cluster = null!;
    private TestGateway _gateway = null!;

    private BusyResponses Sut => _gateway.Get<BusyResponses>();

    public async ValueTask InitializeAsync()
    {
        _cluster = await SimulatedCluster.StartAsync(ct: TestContext.Current.CancellationToken);
        _gateway = await TestGateway.StartAsync(_cluster);
    }

    public async ValueTask DisposeAsync()
    {
        await _gateway.DisposeAsync();
        await _cluster.DisposeAsync();
    }

    [Fact]
    public void For_PhoneThatSpeaksGerman_IsAPageInItsLanguageCharsetAndServicesName()
    {
        var (head, page) = Answer("/ccmcip/getservicesmenu.jsp?name=SEP1", Phone + "Accept-Language: de_DE\r\nAccept-Charset: iso-8859-1\r\n");

        Assert.StartsWith("HTTP/1.1 200 OK\r\n", head, StringComparison.Ordinal);
        Assert.Contains("Content-Type: text/xml; charset=iso-8859-1\r\n", head, StringComparison.Ordinal);
        Assert.Contains("Connection: close", head, StringComparison.Ordinal);
        var root = XDocument.Parse(page).Root!;
        Assert.Equal("CiscoIPPhoneText", root.Name);
        Assert.Equal("Services", root.Element("Title")!.Value);
        Assert.Contains("überlastet", root.Element("Text")!.Value, StringComparison.Ordinal);
        Assert.Contains("SoftKey:Update", page, StringComparison.Ordinal);
    }

    [Fact]
    public void For_PathOfLogins_HasNoKeyThatSendsThePinAgain()
    {
        var (_, page) = Answer("/emapp/EMAppServlet?device=SEP1&userid=user1&seq=12345", Phone);

        Assert.DoesNotContain("SoftKey:Update", page, StringComparison.Ordinal);
        Assert.DoesNotContain("12345", page, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/ccmcip/authenticate.jsp?UserID=u&Password=p", Phone)]
    [InlineData("/ccmcip/getservicesmenu.jsp?name=SEP1", "Accept: */*\r\n")]
    public void For_NotForAPage_Is503(string target, string headers)
    {
        var (head, body) = Answer(target, headers);

        Assert.StartsWith("HTTP/1.1 503 ", head, StringComparison.Ordinal);
        Assert.Contains("Retry-After: 5\r\n", head, StringComparison.Ordinal);
        Assert.DoesNotContain("AUTHORIZED", body, StringComparison.Ordinal);
    }

    [Fact]
    public void For_NoSuchPath_GoesTheUsualWay() => Assert.Null(Sut.For("GET /ccmadmin HTTP/1.1\r\nHost: a\r\n\r\n"u8));

    [Fact]
    public void For_Handshake_IsNothing() => Assert.Equal(0, Sut.For(new byte[] { 0x16, 3, 1, 0, 1 })!.Value.Length);

    private (string Head, string Body) Answer(string target, string headers)
    {
        var answer = Encoding.Latin1.GetString(Sut.For(Encoding.Latin1.GetBytes($"GET {target} HTTP/1.1\r\nHost: a\r\n{headers}\r\n"))!.Value.Span);
        var end = answer.IndexOf("\r\n\r\n", StringComparison.Ordinal) + 4;
        Assert.Contains($"Content-Length: {answer.Length - end}\r\n", answer, StringComparison.Ordinal);
        return (answer[..end], answer[end..]);
    }
}
