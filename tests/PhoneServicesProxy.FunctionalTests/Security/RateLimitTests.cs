using System.Diagnostics.Metrics;
using System.Globalization;
using System.Net;
using Microsoft.Extensions.Diagnostics.Metrics.Testing;
using PhoneServicesProxy.FunctionalTests.Hosting;

namespace PhoneServicesProxy.FunctionalTests.Security;

/// <summary>How often one address may press keys.</summary>
public sealed class RateLimitTests
{
    private static readonly string[] Tight =
    [
        .. Calm.Settings, "--PhoneServices:Security:RateLimit:ExemptNetworks:0=192.0.2.1",
        "--PhoneServices:Security:RateLimit:PressesPerSecond=1", "--PhoneServices:Security:RateLimit:Burst=3",
    ];

    [Fact]
    public async Task Phone_ThatAsksTooOften_GetsABusyPageThatLoadsAgain()
    {
        await using var node = new RecordingNode();
        await using var gateway = await TestGateway.StartAsync([("publisher", node.Address)], Tight);
        using var refusals = new MetricCollector<long>(gateway.Get<IMeterFactory>(), "PhoneServicesProxy", "phone_services.refusals");
        using var phone = new Phone(gateway.Address);

        var answers = new List<PhoneAnswer>();
        for (var i = 0; i < 8; i++)
        {
            answers.Add(await phone.MenuAsync());
        }

        var refused = answers.Where(answer => answer.Text("Text") != "x").ToArray();
        Assert.InRange(refused.Length, 1, 5);
        Assert.All(answers.Take(3), answer => Assert.Equal("x", answer.Text("Text")));
        Assert.Equal(8 - refused.Length, node.Requests.Count);
        Assert.Equal(refused.Length, refusals.GetMeasurementSnapshot().Count(refusal => Equals(refusal.Tags["reason"], "rate_limit")));
        Assert.All(refused, answer =>
        {
            Assert.Equal(HttpStatusCode.OK, answer.Status);
            Assert.StartsWith("The service is busy", answer.Text("Text"), StringComparison.Ordinal);
            Assert.InRange(int.Parse(answer.Headers.GetValues("Refresh").Single(), CultureInfo.InvariantCulture), 1, 3);
        });
    }

    [Fact]
    public async Task Anybody_ThatAsksTooOften_Is429_AndOthersAreServed()
    {
        await using var node = new RecordingNode();
        await using var gateway = await TestGateway.StartAsync([("publisher", node.Address)], Tight);

        await Eventually.IsAsync(async () =>
            await AskAsync(gateway, "/ccmcip/getservicesmenu.jsp", IPAddress.Loopback) is var answer
            && answer.StartsWith("HTTP/1.1 429", StringComparison.Ordinal)
            && answer.Contains("\r\nRetry-After: 1\r\n", StringComparison.Ordinal));

        Assert.StartsWith("HTTP/1.1 200", await AskAsync(gateway, "/ccmcip/getservicesmenu.jsp", IPAddress.Parse("127.0.0.2")), StringComparison.Ordinal);
        Assert.StartsWith("HTTP/1.1 200", await AskAsync(gateway, "/ccmcip/idle.jsp", IPAddress.Loopback), StringComparison.Ordinal);
    }

    [Fact]
    public async Task ExemptNetwork_AsShipped_IsThisMachine()
    {
        await using var node = new RecordingNode();
        await using var gateway = await TestGateway.StartAsync(
            [("publisher", node.Address)], [.. Calm.Settings, "--PhoneServices:Security:RateLimit:PressesPerSecond=1", "--PhoneServices:Security:RateLimit:Burst=1"]);

        for (var i = 0; i < 5; i++)
        {
            Assert.StartsWith("HTTP/1.1 200", await AskAsync(gateway, "/ccmcip/getservicesmenu.jsp", IPAddress.Loopback), StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("2001:db8:20::", "2001:db8:20:1::1")]
    [InlineData("fd00:1:2:3::", "fd00:1:2:4::1")]
    public async Task Sender_WithEverNewAddressesOfIts64_IsOne(string network, string other)
    {
        await using var node = new RecordingNode();
        await using var gateway = await TestGateway.StartAsync(
            [("publisher", node.Address)], [.. Tight, "--PhoneServices:Security:KnownProxies:0=127.0.0.1", "--PhoneServices:Security:AllowedNetworks:0=::/0"]);

        var answers = new List<string>();
        for (var i = 1; i <= 8; i++)
        {
            answers.Add(await AskForAsync(gateway, $"{network}{i}"));
        }

        Assert.Contains(answers, answer => answer.StartsWith("HTTP/1.1 429", StringComparison.Ordinal));
        Assert.StartsWith("HTTP/1.1 200", await AskForAsync(gateway, other), StringComparison.Ordinal);
    }

    /// <summary>As a known proxy tells of it.</summary>
    private static Task<string> AskForAsync(TestGateway gateway, string phone) =>
        RawPhone.SendAsync(
            gateway.Address, $"GET /ccmcip/getservicesmenu.jsp HTTP/1.1\r\nHost: phones\r\nX-Forwarded-For: {phone}\r\nConnection: close\r\n\r\n", IPAddress.Loopback);

    private static Task<string> AskAsync(TestGateway gateway, string path, IPAddress from) =>
        RawPhone.SendAsync(gateway.Address, $"GET {path} HTTP/1.1\r\nHost: phones\r\nConnection: close\r\n\r\n", from);
}
