using System.Net;
using System.Net.Sockets;
using System.Text;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Testing;
using Microsoft.Extensions.Time.Testing;
using PhoneServicesProxy.Telemetry;

namespace PhoneServicesProxy.Tests.Telemetry;

public sealed class TelemetryDeliveryTests
{
    private readonly FakeTimeProvider _time = new();
    private readonly FakeLogger<TelemetryDelivery> _logger = new();

    [Fact]
    public async Task CreateClient_CollectorDownThenUp_IsToldOnceEach()
    {
        var delivery = new TelemetryDelivery("traces", _time);
        delivery.LogTo(_logger);
        using var client = delivery.CreateClient(TimeSpan.FromSeconds(5));
        using var free = new TcpListener(IPAddress.Loopback, 0);
        free.Start();
        var port = ((IPEndPoint)free.LocalEndpoint).Port;
        var collector = new Uri($"http://127.0.0.1:{port}/v1/traces");
        free.Stop();

        await Assert.ThrowsAnyAsync<HttpRequestException>(() => PostAsync(client, collector));
        await Assert.ThrowsAnyAsync<HttpRequestException>(() => PostAsync(client, collector));
        _time.Advance(TimeSpan.FromSeconds(42));
        using var listener = new TcpListener(IPAddress.Loopback, port);
        listener.Start();
        await AnsweredAsync(listener, client, collector, "200 OK");
        await AnsweredAsync(listener, client, collector, "200 OK");

        var lines = _logger.Collector.GetSnapshot();
        Assert.Equal([LogLevel.Warning, LogLevel.Information], lines.Select(line => line.Level));
        Assert.StartsWith($"Telemetry (traces) cannot be delivered to {collector}: Connection refused", lines[0].Message, StringComparison.Ordinal);
        Assert.Equal($"Telemetry (traces) is delivered to {collector} again, after 42 s.", lines[1].Message);
    }

    [Fact]
    public async Task CreateClient_CollectorRefuses_NamesItsAnswer()
    {
        var delivery = new TelemetryDelivery("logs", _time);
        using var client = delivery.CreateClient(TimeSpan.FromSeconds(5));
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();

        await AnsweredAsync(listener, client, new Uri($"http://{listener.LocalEndpoint}/v1/logs"), "404 Not Found");
        delivery.LogTo(_logger);

        Assert.Contains("it answers 404", Assert.Single(_logger.Collector.GetSnapshot()).Message, StringComparison.Ordinal);
    }

    private static async Task PostAsync(HttpClient client, Uri collector)
    {
        using var content = new ByteArrayContent([1]);
        using var answer = await client.PostAsync(collector, content, TestContext.Current.CancellationToken);
    }

    private static async Task AnsweredAsync(TcpListener listener, HttpClient client, Uri collector, string status)
    {
        var post = PostAsync(client, collector);
        using var socket = await listener.AcceptSocketAsync(TestContext.Current.CancellationToken).AsTask().WaitAsync(TimeSpan.FromSeconds(10), TestContext.Current.CancellationToken);
        await socket.SendAsync(Encoding.ASCII.GetBytes($"HTTP/1.1 {status}\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"));
        await post;
    }
}
