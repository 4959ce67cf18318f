using System.Diagnostics.Metrics;
using System.Net;
using System.Net.Sockets;
using CallManagerSimulator;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Diagnostics.Metrics.Testing;
using PhoneServicesProxy.Diagnostics;
using PhoneServicesProxy.Hosting;
using PhoneServicesProxy.TestKit.Certificates;

namespace PhoneServicesProxy.FunctionalTests.Hosting;

/// <summary>What the watchdog takes for a sign of life.</summary>
public sealed class SelfCheckTests
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan ShortLimit = TimeSpan.FromMilliseconds(300);

    [Fact]
    public async Task Answers_ListenerThatNobodyServes_IsNone()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();

        Assert.False(await AnswersAsync($"http://{listener.LocalEndpoint}", ShortLimit));
    }

    [Fact]
    public async Task Answers_NothingListens_IsNone() => Assert.False(await AnswersAsync($"http://127.0.0.1:{FreePort.Next()}", Limit));

    [Theory]
    [InlineData("http")]
    [InlineData("https")]
    public async Task Answers_Gateway_IsOneAndNoPress(string scheme)
    {
        using var certificate = TestCertificate.SelfSigned("phones.example.com");
        using var files = CertificateFiles.Of(certificate);
        await using var cluster = await SimulatedCluster.StartAsync(ct: TestContext.Current.CancellationToken);
        await using var gateway = await TestGateway.StartAsync(cluster, [$"--Urls={scheme}://127.0.0.1:0", .. files.Settings]);
        using var requests = Collect(gateway, "phone_services.requests");
        using var refusals = Collect(gateway, "phone_services.refusals");

        Assert.True(await AnswersAsync($"{gateway.Address}", Limit));
        Assert.Empty(requests.GetMeasurementSnapshot());
        Assert.Empty(refusals.GetMeasurementSnapshot());
    }

    private static MetricCollector<long> Collect(TestGateway gateway, string metric) =>
        new(gateway.Get<IMeterFactory>(), GatewayMeter.Name, metric);

    private static Task<bool> AnswersAsync(string address, TimeSpan limit) =>
        SelfCheck.AnswersAsync(BindingAddress.Parse(address), limit, TimeProvider.System, TestContext.Current.CancellationToken);
}
