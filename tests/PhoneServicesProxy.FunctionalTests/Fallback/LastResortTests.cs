using System.Diagnostics.Metrics;
using CallManagerSimulator;
using Microsoft.Extensions.Diagnostics.Metrics.Testing;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Testing;
using PhoneServicesProxy.Configuration;
using PhoneServicesProxy.Diagnostics;
using PhoneServicesProxy.FunctionalTests.Hosting;
using Yarp.ReverseProxy.Configuration;

namespace PhoneServicesProxy.FunctionalTests.Fallback;

/// <summary>What no check foresaw: routes that the gateway would refuse are put past it.</summary>
public sealed class LastResortTests
{
    private const string Headers = "Host: gateway\r\nAccept: x-CiscoIPPhone/*\r\n";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("ambiguous")]
    [InlineData("authorization")]
    [InlineData("no cluster")]
    public async Task Press_GatewayItselfFails_ShowsPhonesAPage(string kind)
    {
        await using var cluster = await SimulatedCluster.StartAsync(ct: Cancellation);
        await using var gateway = await BrokenAsync(cluster, kind);

        var page = await RawPhone.SendAsync(gateway.Address, $"GET /odd?pin=98765 HTTP/1.1\r\n{Headers}\r\n");
        var program = await RawPhone.SendAsync(gateway.Address, "GET /odd HTTP/1.1\r\nHost: gateway\r\n\r\n");
        var form = await RawPhone.SendAsync(gateway.Address, $"POST /odd HTTP/1.1\r\n{Headers}Content-Length: 9\r\n\r\npin=98765");

        foreach (var shown in new[] { page, form })
        {
            Assert.StartsWith("HTTP/1.1 200 OK", shown, StringComparison.Ordinal);
            Assert.Contains("<CiscoIPPhoneText>", shown, StringComparison.Ordinal);
            Assert.Contains("Connection: close", shown, StringComparison.Ordinal);
        }

        Assert.Matches("^HTTP/1.1 50[03] ", program);
        Assert.Contains("text/plain", program, StringComparison.Ordinal);
        Assert.EndsWith(".\n", program, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Press_GatewayItselfFails_IsCountedAndLoggedOnceAMinuteWithoutQuery()
    {
        await using var cluster = await SimulatedCluster.StartAsync(ct: Cancellation);
        using var log = new FakeLoggerProvider();
        await using var gateway = await BrokenAsync(cluster, "ambiguous", log);
        using var failures = new MetricCollector<long>(gateway.Get<IMeterFactory>(), GatewayMeter.Name, "phone_services.gateway.failures");

        for (var press = 0; press < 5; press++)
        {
            await RawPhone.SendAsync(gateway.Address, $"GET /odd?pin=98765 HTTP/1.1\r\n{Headers}\r\n");
        }

        Assert.Equal(5, failures.GetMeasurementSnapshot().Sum(one => one.Value));
        var line = Assert.Single(log.Collector.GetSnapshot(), line => line.Level >= LogLevel.Error);
        Assert.Contains("The gateway itself failed once; phones got an error page.", line.Message, StringComparison.Ordinal);
        Assert.Contains("AmbiguousMatchException", line.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("98765", line.Message, StringComparison.Ordinal);
    }

    private static async Task<TestGateway> BrokenAsync(SimulatedCluster cluster, string kind, FakeLoggerProvider? log = null)
    {
        var gateway = await TestGateway.StartAsync(
            cluster, "--Logging:LogLevel:Default=Warning", "--Logging:Console:LogLevel:Default=None",
            "--PhoneServices:Security:RateLimit:Enabled=false");
        if (log is not null)
        {
            gateway.Get<ILoggerFactory>().AddProvider(log);
        }

        var current = gateway.Get<CurrentConfiguration>();
        var odd = new RouteConfig
        {
            RouteId = "odd",
            ClusterId = kind == "no cluster" ? "none" : "services-menu",
            Match = new() { Path = "/odd" },
            AuthorizationPolicy = kind == "authorization" ? "Default" : null,
            Metadata = new Dictionary<string, string> { ["FailoverPolicy"] = "Read", ["Expect"] = "PhoneXml" },
        };
        IReadOnlyList<RouteConfig> routes = kind == "ambiguous" ? [odd, odd with { RouteId = "odd2" }] : [odd];
        current.Accept(current.Value with { Routes = [.. current.Value.Routes, .. routes] });
        await Eventually.IsAsync(async () => !(await RawPhone.SendAsync(gateway.Address, "GET /odd HTTP/1.1\r\nHost: gateway\r\n\r\n")).Contains(" 404 ", StringComparison.Ordinal));
        return gateway;
    }
}
