using System.Diagnostics.Metrics;
using System.Net.Sockets;
using System.Text;
using Microsoft.Extensions.Diagnostics.Metrics.Testing;
using PhoneServicesProxy.FunctionalTests.Hosting;
using PhoneServicesProxy.Overload;

namespace PhoneServicesProxy.FunctionalTests.Security;

/// <summary>
/// A request whose body ends before it is whole, with the end of the connection close behind it: Kestrel, which then has nobody to answer,
/// would take what it has of the body for the next request. A proxy before the gateway has looked at the first one only.
/// </summary>
public sealed class CutShortRequestTests
{
    private const int Tries = 200;
    private const string Menu = "GET /ccmcip/getservicesmenu.jsp?name=SEP001122334455 HTTP/1.1\r\nHost: phones\r\n\r\n";

    /// <summary>IPPROTO_TCP, and TCP_CORK of tcp(7).</summary>
    private const int TcpLevel = 6;
    private const int Cork = 3;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("POST /ccmcip/xmldirectorylist.jsp", "n=123", "malformed")]
    [InlineData("POST /ccmcip/xmldirectorylist.jsp", Menu, "malformed")]
    [InlineData("POST /ccmadmin", "n=123", "not_routed")]
    [InlineData("POST /ccmadmin", Menu, "not_routed")]
    [InlineData("GET /ccmcip/getservicesmenu.jsp", "n=123", "body")]
    [InlineData("GET /ccmcip/getservicesmenu.jsp", Menu, "body")]
    [InlineData("PUT /ccmcip/getservicesmenu.jsp", "n=123", "method")]
    [InlineData("PUT /ccmcip/getservicesmenu.jsp", Menu, "method")]
    public async Task Request_ThatEndsInItsBody_MakesNoOtherRequest(string line, string body, string reason)
    {
        await using var node = new RecordingNode();
        await using var gateway = await TestGateway.StartAsync([("publisher", node.Address)], [.. Calm.Settings]);
        using var refusals = new MetricCollector<long>(gateway.Get<IMeterFactory>(), "PhoneServicesProxy", "phone_services.refusals");
        using var requests = new MetricCollector<long>(gateway.Get<IMeterFactory>(), "PhoneServicesProxy", "phone_services.requests");
        for (var i = 0; i < Tries; i++)
        {
            await SendAsync(gateway, line, body);
        }

        await Eventually.IsAsync(() => refusals.GetMeasurementSnapshot().Count >= Tries);
        Assert.All(refusals.GetMeasurementSnapshot(), refusal => Assert.Equal(reason, refusal.Tags["reason"]));
        Assert.Equal(Tries, refusals.GetMeasurementSnapshot().Sum(refusal => refusal.Value));
        Assert.All(requests.GetMeasurementSnapshot(), request => Assert.Equal("refused", request.Tags["outcome"]));
        Assert.Empty(node.Requests);
    }

    [Fact]
    public async Task Request_TurnedAwayBecauseOfOverload_MakesNoOtherRequest()
    {
        await using var node = new RecordingNode();
        await using var gateway = await TestGateway.StartAsync([("publisher", node.Address)], [.. Calm.Settings, "--PhoneServices:LoadShedding:MaxConcurrentRequests=1"]);
        using var requests = new MetricCollector<long>(gateway.Get<IMeterFactory>(), "PhoneServicesProxy", "phone_services.requests");
        Assert.True(gateway.Get<LoadShedder>().TryStartPress(isAdmitted: true));

        for (var i = 0; i < Tries; i++)
        {
            await SendAsync(gateway, "POST /ccmcip/xmldirectorylist.jsp", Menu);
        }

        await Eventually.IsAsync(() => requests.GetMeasurementSnapshot().Count >= Tries);
        Assert.Equal(Tries, requests.GetMeasurementSnapshot().Sum(request => request.Value));
        Assert.Empty(node.Requests);
    }

    /// <summary>Returns when the gateway has ended the connection.</summary>
    private static async Task SendAsync(TestGateway gateway, string line, string body)
    {
        using var client = new Socket(SocketType.Stream, ProtocolType.Tcp);
        await client.ConnectAsync(gateway.Address.Host, gateway.Address.Port, Cancellation);

        // The end goes with the last byte.
        client.SetRawSocketOption(TcpLevel, Cork, BitConverter.GetBytes(1));
        await client.SendAsync(Encoding.ASCII.GetBytes($"{line} HTTP/1.1\r\nHost: phones\r\nContent-Length: 300\r\n\r\n{body}"), Cancellation);
        client.Shutdown(SocketShutdown.Send);
        var buffer = new byte[4096];
        try
        {
            while (await client.ReceiveAsync(buffer, Cancellation) > 0)
            {
            }
        }
        catch (SocketException)
        {
            // A connection that is closed before all was read from it is reset.
        }
    }
}
