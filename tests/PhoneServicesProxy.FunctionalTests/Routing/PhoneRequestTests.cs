using CallManagerSimulator;
using PhoneServicesProxy.FunctionalTests.Hosting;

namespace PhoneServicesProxy.FunctionalTests.Routing;

/// <summary>Requests as phones were seen to send them, malformed Accept-Charset and empty Cookie included.</summary>
public sealed class PhoneRequestTests
{
    private const string Ip7970 = """
        GET /emapp/EMAppServlet?device=SEP0013C3D4E5F6 HTTP/1.1
        Host: 192.168.178.3:2001
        User-Agent: Allegro-Software-WebClient/4.34
        Accept: x-CiscoIPPhone/*, text/*,image/png,*/*
        Accept-Language: en
        Accept-Charset: utf-8,;q=0.8
        x-CiscoIPPhoneModelName: CP-7970G
        x-CiscoIPPhoneSDKVersion: 8.5.1
        x-CiscoIPPhoneDisplay: 298,168,12,C


        """;

    private const string Ip7942 = """
        GET /ccmcip/xmldirectory.jsp HTTP/1.1
        Host: 10.1.1.1:8080
        Connection: close
        Cookie: 
        User-Agent: Allegro-Software-WebClient/4.34
        Accept: x-CiscoIPPhone/*, text/*,image/png,*/*
        Accept-Language: en_US
        Accept-Charset: iso-8859-1,utf-8;q=0.8
        x-CiscoIPPhoneModelName: CP-7942G
        x-CiscoIPPhoneSDKVersion: 6.0.2
        x-CiscoIPPhoneDisplay: 298,144,3,G


        """;

    private const string Ip8841 = """
        GET /emapp/EMAppServlet?device=SEP74A02FC09CDF&EMCC=true&loginType=DN HTTP/1.1
        Host: 10.106.111.100:8080
        Accept: x-CiscoIPPhone/*, text/*,image/png,*/*
        Accept-Language: en_US
        Accept-Charset: utf-8,;q=0.8
        x-CiscoIPPhoneModelName: CP-8841
        x-CiscoIPPhoneSDKVersion: 8.5.1
        x-CiscoIPPhoneDisplay: 559, 265, 24, C


        """;

    private const string Ip7921 = """
        GET /CCMCIP/GetServicesMenu.asp HTTP/1.0
        User-Agent: Allegro-Software-WebClient/3.12
        Host:10.89.31.78:8000
        x-CiscoIPPhoneModelName: CP-7921G
        x-CiscoIPPhoneDisplay: 176, 140, 16, C
        x-CiscoIPPhoneSDKVersion: 4.1.3
        Accept: x-CiscoIPPhone/Directory, x-CiscoIPPhone/Execute, image/png, text/*
        Accept-Language: en
        Accept-Charset: iso-8859-1
        Connection: Close
        Cookie: ASPSESSIONIDQQDQSBSQ=GMCFNOAAHHPBBOHLABNHCDAF


        """;

    [Theory]
    [InlineData(Ip7970)]
    [InlineData(Ip7942)]
    [InlineData(Ip8841)]
    [InlineData(Ip7921)]
    public async Task Request_OfRealPhone_ArrivesUnchanged(string request)
    {
        await using var cluster = await SimulatedCluster.StartAsync(
            new() { NodeNames = ["publisher"], RecordRequests = true }, TestContext.Current.CancellationToken);
        await using var gateway = await TestGateway.StartAsync(cluster);

        var answer = await RawPhone.SendAsync(gateway.Address, request.ReplaceLineEndings("\r\n"));

        Assert.StartsWith("HTTP/1.1 200 OK", answer, StringComparison.Ordinal);
        var sent = Lines(request);
        var received = Lines(Assert.Single(cluster["publisher"].ReceivedRequests, head => head.Contains("Allegro", StringComparison.Ordinal)
            || head.Contains("CP-8841", StringComparison.Ordinal)));
        Assert.Equal(sent[0].Replace("HTTP/1.0", "HTTP/1.1", StringComparison.Ordinal), received[0]);
        Assert.Equal(
            sent[1..].Select(Normal).Where(header => !header.StartsWith("Connection:", StringComparison.OrdinalIgnoreCase)).Order(StringComparer.OrdinalIgnoreCase),
            received[1..].Select(Normal).Order(StringComparer.OrdinalIgnoreCase),
            StringComparer.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task Connection_AskedToClose_IsClosed()
    {
        await using var cluster = await SimulatedCluster.StartAsync(ct: TestContext.Current.CancellationToken);
        await using var gateway = await TestGateway.StartAsync(cluster);

        var answer = await RawPhone.SendAsync(gateway.Address, Ip7942.ReplaceLineEndings("\r\n"));

        Assert.Contains("Connection: close", answer, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("Transfer-Encoding", answer, StringComparison.OrdinalIgnoreCase);
    }

    private static string[] Lines(string head) => head.ReplaceLineEndings("\n").TrimEnd('\n').Split('\n');

    /// <summary>Blanks around a header's value have no meaning (RFC 9110, 5.5).</summary>
    private static string Normal(string header)
    {
        var colon = header.IndexOf(':', StringComparison.Ordinal);
        return $"{header[..colon]}:{header[(colon + 1)..].Trim()}";
    }
}
