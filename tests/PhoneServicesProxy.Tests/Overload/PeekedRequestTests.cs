using System.Text;
using PhoneServicesProxy.Overload;

namespace PhoneServicesProxy.Tests.Overload;

public sealed class PeekedRequestTests
{
    [Theory]
    [InlineData("")]
    [InlineData("GET /x HTTP/1.1\r\nHost: a\r\n")]
    [InlineData("GET\r\n\r\n")]
    [InlineData("GET /x\r\n\r\n")]
    [InlineData("POST /x HTTP/1.1\r\nContent-Length: 1\r\n\r\n")]
    [InlineData("GET /x HTTP/1.1\r\nContent-Length: 1\r\n\r\na")]
    [InlineData("GET /x HTTP/1.1\r\n\r\nGET /y HTTP/1.1\r\n\r\n")]
    public void Read_NotOneCompleteGet_IsLeftToKestrel(string request) => Assert.True(Read(request) is null or { Path: "" });

    [Theory]
    [InlineData("/emapp/EMAppServlet?device=SEP1", "/emapp/EMAppServlet")]
    [InlineData("/emapp/EMAppServlet;jsessionid=0123456789?device=SEP1", "/emapp/EMAppServlet")]
    [InlineData("/CCMCIP/idle.asp", "/CCMCIP/idle.asp")]
    public void Read_Target_GivesItsPath(string target, string path) =>
        Assert.Equal(path, Read($"GET {target} HTTP/1.0\r\nHost:a\r\n\r\n")?.Path);

    [Fact]
    public void Read_HeadersOfAPhone_AreFoundInAnyCase()
    {
        var request = Read("GET /x HTTP/1.1\r\naccept-language: de_DE\r\nACCEPT-CHARSET:utf-8,;q=0.8\r\nX-CiscoIPPhoneModelName: CP-8841 \r\n\r\n");

        Assert.Equal((true, "de_DE", "utf-8,;q=0.8", "CP-8841"), (request!.IsPhone, request.Language, request.Charset, request.Model));
    }

    [Theory]
    [InlineData("Host: a\r\n", false)]
    [InlineData("User-Agent: x-CiscoIPPhone\r\n", false)]
    [InlineData("Accept: x-CiscoIPPhone/*;level=1, text/*\r\n", true)]
    [InlineData("x-ciscoipphonedisplay: 96, 65, 2, G\r\n", true)]
    [InlineData("", false)]
    [InlineData("no header\r\nx-CiscoIPPhone\r\n", false)]
    public void Read_HeaderOfPhonesOnly_IsPhone(string headers, bool phone) =>
        Assert.Equal(phone, Read($"GET /x HTTP/1.1\r\n{headers}\r\n")!.IsPhone);

    private static PeekedRequest? Read(string request) => PeekedRequest.Read(Encoding.Latin1.GetBytes(request));
}
