using Microsoft.AspNetCore.Http;
using PhoneServicesProxy.Management.Access;

namespace PhoneServicesProxy.Tests.Management.Access;

public sealed class BrowserRulesTests
{
    [Theory]
    [InlineData("POST", "Origin: http://evil.example", false)]
    [InlineData("POST", "Origin: null", false)]
    [InlineData("POST", "Origin: https://127.0.0.1:9901", false)]
    [InlineData("POST", "Origin: http://127.0.0.1:8080", false)]
    [InlineData("POST", "Sec-Fetch-Site: cross-site", false)]
    [InlineData("POST", "Sec-Fetch-Site: same-site", false)]
    [InlineData("POST", "Sec-Fetch-Site: cross-site; Sec-Fetch-Mode: navigate", false)]
    [InlineData("GET", "Sec-Fetch-Site: cross-site; Sec-Fetch-Mode: no-cors", false)]
    [InlineData("GET", "Sec-Fetch-Site: cross-site; Sec-Fetch-Mode: navigate", true)]
    [InlineData("GET", "Sec-Fetch-Site: none; Sec-Fetch-Mode: navigate", true)]
    [InlineData("POST", "Sec-Fetch-Site: same-origin; Origin: http://127.0.0.1:9901", true)]
    [InlineData("POST", "", true)]
    public void Allow_HeadersOfBrowser_TellWhosePageItIs(string method, string headers, bool kept)
    {
        var request = new DefaultHttpContext().Request;
        (request.Method, request.Scheme, request.Host) = (method, "http", new HostString("127.0.0.1", 9901));
        foreach (var header in headers.Split("; ", StringSplitOptions.RemoveEmptyEntries))
        {
            request.Headers[header.Split(": ")[0]] = header.Split(": ")[1];
        }

        Assert.Equal(kept, BrowserRules.Allow(request));
    }

    [Theory]
    [InlineData("127.0.0.1", true)]
    [InlineData("::1", true)]
    [InlineData("[::1]", true)]
    [InlineData("localhost", true)]
    [InlineData("LOCALHOST", true)]
    [InlineData("localhost.evil.example", false)]
    [InlineData("evil.example", false)]
    [InlineData("127.0.0.1.evil.example", false)]
    [InlineData("", false)]
    public void IsNameOfThisMachine_Host_IsNotWhatDnsCanPointHere(string host, bool expected) =>
        Assert.Equal(expected, BrowserRules.IsNameOfThisMachine(host));
}
