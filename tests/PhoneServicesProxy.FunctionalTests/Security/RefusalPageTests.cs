using System.Globalization;
using PhoneServicesProxy.FunctionalTests.Hosting;

namespace PhoneServicesProxy.FunctionalTests.Security;

/// <summary>A phone shows a status alone as a number at best. Whatever is refused, it gets a page; a program gets the reason.</summary>
public sealed class RefusalPageTests(RefusalPageTests.Site site) : IClassFixture<RefusalPageTests.Site>
{
    private const string Menu = "/ccmcip/getservicesmenu.jsp";
    private const string Login = "/emapp/EMAppServlet?device=SEP001122334455&userid=u";

    [Theory]
    [InlineData("GET / HTTP/1.1", "", 404)]
    [InlineData("GET /nope.jsp?pin=98765 HTTP/1.1", "", 404)]
    [InlineData("GET /ccmadmin/x HTTP/1.1", "", 404)]
    [InlineData("GET /ccmcip/../ccmadmin HTTP/1.1", "", 404)]
    [InlineData("GET /ccmcip//x HTTP/1.1", "", 404)]
    [InlineData("PUT " + Menu + " HTTP/1.1", "Content-Length: 0\r\n", 405)]
    [InlineData("DELETE " + Menu + " HTTP/1.1", "", 405)]
    [InlineData("POST " + Menu + " HTTP/1.1", "Content-Length: 3\r\n\r\na=b", 405)]
    [InlineData("GET http://gateway" + Menu + " HTTP/1.1", "", 400)]
    [InlineData("GET " + Menu + " HTTP/1.1", "Transfer-Encoding: chunked\r\n\r\n0\r\n", 411)]
    [InlineData("GET " + Menu + " HTTP/1.1", "Content-Length: 3\r\n\r\na=b", 400)]
    [InlineData("GET " + Login + "&userid=v HTTP/1.1", "", 400)]
    [InlineData("POST " + Login + " HTTP/1.1", "Content-Type: application/json\r\nContent-Length: 2\r\n\r\n{}", 415)]
    [InlineData("POST " + Login + " HTTP/1.1", "Content-Length: 70000\r\n", 413)]
    public async Task Request_Refused_ShowsPhonesAPageAndTellsProgramsWhy(string line, string rest, int status)
    {
        var phone = await RawPhone.SendAsync(site.Gateway.Address, Request("x-CiscoIPPhoneModelName: CP-7942G\r\n"));
        var program = await RawPhone.SendAsync(site.Gateway.Address, Request(""));

        Assert.StartsWith("HTTP/1.1 200 OK", phone, StringComparison.Ordinal);
        Assert.Contains("<CiscoIPPhoneText>", phone, StringComparison.Ordinal);
        Assert.DoesNotContain("98765", phone, StringComparison.Ordinal);
        Assert.StartsWith($"HTTP/1.1 {status} ", program, StringComparison.Ordinal);
        Assert.Contains("Content-Type: text/plain", program, StringComparison.Ordinal);
        Assert.Matches(@"\r\n\r\nThe gateway refuses this request \([a-z_]+\)\.\n\z", program);
        Assert.All([phone, program], answer => Assert.Contains("Connection: close", answer, StringComparison.Ordinal));

        string Request(string header) => $"{line}\r\nHost: gateway\r\n{header}{rest}\r\n";
    }

    /// <summary>These the server refuses by itself: no middleware sees them.</summary>
    [Theory]
    [InlineData("GET " + Menu + " HTTP/1.1\r\nHEADERSHost: gateway\r\nHost: gateway\r\n\r\n", 400)]
    [InlineData("GET " + Menu + " HTTP/1.1\r\nHEADERS\r\n", 400)]
    [InlineData("GET " + Menu + " HTTP/1.1\r\nHost: gateway\r\nHEADERSno colon\r\n\r\n", 400)]
    [InlineData("GET " + Menu + " HTTP/1.1\r\nHost: gateway\r\nHEADERSContent-Length: x\r\n\r\n", 400)]
    [InlineData("GET " + Menu + "?a=LONG HTTP/1.1\r\nHost: gateway\r\nHEADERS\r\n", 414)]
    [InlineData("GET " + Menu + " HTTP/1.1\r\nHost: gateway\r\nHEADERSx: LONG\r\ny: LONG\r\n\r\n", 431)]
    [InlineData("GET " + Menu + " HTTP/1.1\r\nHost: gateway\r\nHEADERSMANY\r\n", 431)]
    [InlineData("GET " + Menu + " HTTP/1.1\r\nHost: gateway\r\nHEADERS", 408)]
    [InlineData("GET " + Menu + " HTTP/1.1\r\nHost: gateway\r\nConnection: keep-alive\r\nHEADERS\r\nGET " + Menu + " HTTP/1.1\r\nHEADERS\r\n", 400)]
    public async Task Request_ServerRefusesIt_ShowsPhonesAPageAndTellsProgramsWhy(string request, int status)
    {
        var phone = await AllAsync("x-CiscoIPPhoneModelName: CP-7942G\r\nAccept-Language: de\r\n");
        var program = await AllAsync("");

        // The one before it was served.
        var page = phone[phone.LastIndexOf("HTTP/1.1 ", StringComparison.Ordinal)..];
        var text = program[program.LastIndexOf("HTTP/1.1 ", StringComparison.Ordinal)..];
        Assert.StartsWith("HTTP/1.1 200 OK\r\n", page, StringComparison.Ordinal);
        Assert.Matches("\r\nContent-Type: text/xml; charset=[A-Za-z0-9-]+\r\n", page);
        Assert.Contains("\r\nExpires: ", page, StringComparison.Ordinal);
        Assert.Contains("<Prompt>Dienst nicht verf", page, StringComparison.Ordinal);
        Assert.EndsWith("</CiscoIPPhoneText>", page, StringComparison.Ordinal);
        Assert.StartsWith($"HTTP/1.1 {status} ", text, StringComparison.Ordinal);
        Assert.Contains("\r\nContent-Type: text/plain; charset=utf-8\r\n", text, StringComparison.Ordinal);
        Assert.Matches(@"\r\n\r\nThe gateway refuses this request \([a-z_]+\)\.\n\z", text);
        Assert.All([page, text], answer => Assert.Contains("\r\nConnection: close\r\n", answer, StringComparison.Ordinal));
        Assert.All([page, text], answer => Assert.Contains(
            string.Create(CultureInfo.InvariantCulture, $"\r\nContent-Length: {answer[(answer.IndexOf("\r\n\r\n", StringComparison.Ordinal) + 4)..].Length}\r\n"), answer, StringComparison.Ordinal));

        Task<string> AllAsync(string headers) => RawPhone.AllAsync(site.Gateway.Address, request
            .Replace("HEADERS", headers, StringComparison.Ordinal)
            .Replace("LONG", new string('x', 9000), StringComparison.Ordinal)
            .Replace("MANY", string.Concat(Enumerable.Range(0, 110).Select(i => $"h{i}: 1\r\n")), StringComparison.Ordinal));
    }

    [Fact]
    public async Task Request_HeadThatTheServerRefuses_HasNoBody()
    {
        var answer = await RawPhone.AllAsync(site.Gateway.Address, $"HEAD {Menu} HTTP/1.1\r\nx-CiscoIPPhoneModelName: CP-7942G\r\n\r\n");

        Assert.StartsWith("HTTP/1.1 200 OK\r\n", answer, StringComparison.Ordinal);
        Assert.EndsWith("\r\n\r\n", answer, StringComparison.Ordinal);
    }

    /// <summary>Only the first refusal in a minute is logged, with the path that was asked for: these have none, or one that says nothing.</summary>
    [Theory]
    [InlineData("CONNECT phones:8080")]
    [InlineData("CONNECT 127.0.0.1:22")]
    [InlineData("OPTIONS *")]
    [InlineData("GET /")]
    [InlineData("GET /%")]
    public async Task Request_FirstRefusalOfAGateway_IsRefusedLikeAnyOther(string line)
    {
        await using var gateway = await TestGateway.StartAsync([("dead", new Uri("http://127.0.0.1:9/"))], "--Logging:LogLevel:Default=Information");

        var answer = await RawPhone.SendAsync(gateway.Address, $"{line} HTTP/1.1\r\nHost: phones\r\n\r\n");

        Assert.Matches("^HTTP/1.1 40[0-9] ", answer);
    }

    [Fact]
    public async Task Request_WrongMethod_SaysWhichThereAre() => Assert.Contains(
        "\r\nAllow: GET\r\n", await RawPhone.SendAsync(site.Gateway.Address, $"DELETE {Menu} HTTP/1.1\r\nHost: gateway\r\n\r\n"), StringComparison.Ordinal);

    /// <summary>Where plain text is expected, a page might be taken for a permission.</summary>
    [Theory]
    [InlineData("GET /mine/login?a=b", "HTTP/1.1 200 OK", "<CiscoIPPhoneText>")]
    [InlineData("POST /mine/login", "HTTP/1.1 200 OK", "<CiscoIPPhoneText>")]
    [InlineData("GET /mine/any?a=b", "HTTP/1.1 200 OK", "<CiscoIPPhoneText>")]
    [InlineData("POST /mine/any", "HTTP/1.1 200 OK", "<CiscoIPPhoneText>")]
    [InlineData("GET /mine/text?a=b", "HTTP/1.1 503 ", "No node could answer")]
    public async Task Press_NoNodeAnswersUnderLogin_ShowsAPageUnlessTextIsExpected(string line, string start, string held)
    {
        var answer = await RawPhone.SendAsync(site.Gateway.Address, $"{line} HTTP/1.1\r\nHost: gateway\r\nx-CiscoIPPhoneModelName: CP-7942G\r\n{(line[0] == 'P' ? "Content-Length: 0\r\n" : "")}\r\n");

        Assert.StartsWith(start, answer, StringComparison.Ordinal);
        Assert.Contains(held, answer, StringComparison.Ordinal);
    }

    public sealed class Site : IAsyncLifetime
    {
        private TestGateway? _gateway;

        internal TestGateway Gateway => _gateway!;

        public async ValueTask InitializeAsync() => _gateway = await TestGateway.StartAsync(
            [("dead", new Uri("http://127.0.0.1:9/"))],
            "--PhoneServices:Security:RateLimit:Enabled=false", "--PhoneServices:Limits:RequestHeadersTimeout=00:00:01",
            "--ReverseProxy:Routes:mine:ClusterId=extension-mobility", "--ReverseProxy:Routes:mine:Match:Path=/mine/login", "--ReverseProxy:Routes:mine:Metadata:FailoverPolicy=Login",
            "--ReverseProxy:Routes:text:ClusterId=extension-mobility", "--ReverseProxy:Routes:text:Match:Path=/mine/text", "--ReverseProxy:Routes:text:Metadata:FailoverPolicy=Login",
            "--ReverseProxy:Routes:text:Metadata:Expect=PlainText",
            "--ReverseProxy:Routes:any:ClusterId=extension-mobility", "--ReverseProxy:Routes:any:Match:Path=/mine/any", "--ReverseProxy:Routes:any:Metadata:FailoverPolicy=Login",
            "--ReverseProxy:Routes:any:Metadata:Expect=Any");

        public ValueTask DisposeAsync() => Gateway.DisposeAsync();
    }
}
