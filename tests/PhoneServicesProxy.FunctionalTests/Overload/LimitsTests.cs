using System.Diagnostics.Metrics;
using System.Net.Sockets;
using System.Text;
using CallManagerSimulator;
using Microsoft.Extensions.Diagnostics.Metrics.Testing;
using PhoneServicesProxy.Diagnostics;
using PhoneServicesProxy.FunctionalTests.Hosting;
using PhoneServicesProxy.Overload;

namespace PhoneServicesProxy.FunctionalTests.Overload;

/// <summary>What becomes of those who take too much.</summary>
public sealed class LimitsTests : IAsyncLifetime
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(20);

    private SimulatedCluster _cluster = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _cluster = await SimulatedCluster.StartAsync(ct: Cancellation);

    public ValueTask DisposeAsync() => _cluster.DisposeAsync();

    [Theory]
    [InlineData("MaxConcurrentConnections=2", "MaxConnectionsPerClient=0", "total")]
    [InlineData("MaxConnectionsPerClient=2", "MaxConcurrentConnections=50000", "client")]
    public async Task Connection_OneTooMany_IsClosedAndCountedAndTheNextOneIsTaken(string limit, string other, string reason)
    {
        await using var gateway = await TestGateway.StartAsync(_cluster, $"--PhoneServices:Limits:{limit}", $"--PhoneServices:Limits:{other}");
        using var counted = new MetricCollector<long>(gateway.Get<IMeterFactory>(), GatewayMeter.Name, "phone_services.connections.refused");
        using var first = await ConnectAsync(gateway);
        using var second = await ConnectAsync(gateway);
        await Eventually.IsAsync(() => gateway.Get<ConnectionLimit>().Count == 2);

        Assert.Equal("", await SendAsync(gateway, "GET /nowhere HTTP/1.1\r\nHost: a\r\n\r\n"));

        var refused = Assert.Single(counted.GetMeasurementSnapshot(), measurement => measurement.Value == 1);
        Assert.Equal(reason, refused.Tags["reason"]);
        first.Dispose();
        await Eventually.IsAsync(() => gateway.Get<ConnectionLimit>().Count == 1);
        Assert.StartsWith("HTTP/1.1 404", await SendAsync(gateway, "GET /nowhere HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("GET /nowhere HTTP/1.1\r\nHost: a\r\n", "HTTP/1.1 408")]
    [InlineData("POST /ccmcip/xmldirectorylist.jsp HTTP/1.1\r\nHost: a\r\nContent-Length: 1000\r\n\r\na", "HTTP/1.1 408")]
    [InlineData("GET /nowhere?a=REPEAT HTTP/1.1\r\nHost: a\r\n\r\n", "HTTP/1.1 414")]
    [InlineData("GET /nowhere HTTP/1.1\r\nHost: a\r\nb: REPEAT\r\n\r\n", "HTTP/1.1 431")]
    [InlineData("POST /ccmcip/xmldirectorylist.jsp HTTP/1.1\r\nHost: a\r\nContent-Length: 5000\r\n\r\n", "HTTP/1.1 413")]
    public async Task Request_SlowerOrLargerThanMayBe_IsRefused(string request, string status)
    {
        await using var gateway = await TestGateway.StartAsync(
            _cluster,
            "--PhoneServices:Limits:RequestHeadersTimeout=00:00:01", "--PhoneServices:Limits:DataRateGracePeriod=00:00:02",
            "--PhoneServices:Limits:MaxRequestLineSize=512", "--PhoneServices:Limits:MaxRequestHeadersTotalSize=1024",
            "--PhoneServices:Limits:MaxRequestBodySize=2000");

        var answer = await SendAsync(gateway, request.Replace("REPEAT", new string('x', 1100), StringComparison.Ordinal));

        Assert.StartsWith(status, answer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Connection_SaysNothing_IsClosedAfterKeepAliveTimeout()
    {
        await using var gateway = await TestGateway.StartAsync(_cluster, "--PhoneServices:Limits:KeepAliveTimeout=00:00:01");

        Assert.Equal("", await SendAsync(gateway, ""));
    }

    private static async Task<Socket> ConnectAsync(TestGateway gateway)
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        await socket.ConnectAsync(gateway.Address.Host, gateway.Address.Port, Cancellation);
        return socket;
    }

    /// <summary>All that comes until the gateway closes.</summary>
    private static async Task<string> SendAsync(TestGateway gateway, string request)
    {
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        deadline.CancelAfter(Limit);
        var answer = new StringBuilder();
        try
        {
            using var socket = await ConnectAsync(gateway);
            await socket.SendAsync(Encoding.Latin1.GetBytes(request), deadline.Token);
            var buffer = new byte[4096];
            while (await socket.ReceiveAsync(buffer, deadline.Token) is > 0 and var count)
            {
                answer.Append(Encoding.Latin1.GetString(buffer, 0, count));
            }
        }
        catch (SocketException)
        {
            // A reset says the same as an end.
        }

        return answer.ToString();
    }
}
