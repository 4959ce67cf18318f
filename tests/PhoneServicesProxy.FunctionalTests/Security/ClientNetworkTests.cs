using System.Diagnostics.Metrics;
using System.Net;
using System.Text.Json;
using Microsoft.Extensions.Diagnostics.Metrics.Testing;
using PhoneServicesProxy.Configuration;
using PhoneServicesProxy.FunctionalTests.Hosting;
using PhoneServicesProxy.Management.Reports;

namespace PhoneServicesProxy.FunctionalTests.Security;

/// <summary>From which networks phones may come, and whose word counts about that.</summary>
public sealed class ClientNetworkTests
{
    private const string Elsewhere = "--PhoneServices:Security:AllowedNetworks:0=10.20.0.0/16";
    private const string BehindProxy = "--PhoneServices:Security:KnownProxies:0=127.0.0.1";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Phone_FromAnotherNetwork_GetsAPageAndNoNodeIsAsked()
    {
        await using var node = new RecordingNode();
        await using var gateway = await StartAsync(node, Elsewhere);
        using var refusals = new MetricCollector<long>(gateway.Get<IMeterFactory>(), "PhoneServicesProxy", "phone_services.refusals");
        using var requests = new MetricCollector<long>(gateway.Get<IMeterFactory>(), "PhoneServicesProxy", "phone_services.requests");
        using var phone = new Phone(gateway.Address);

        var answer = await phone.MenuAsync();

        Assert.Equal(HttpStatusCode.OK, answer.Status);
        Assert.StartsWith("This phone may not use the service.", answer.Text("Text"), StringComparison.Ordinal);
        Assert.Empty(node.Requests);
        await requests.WaitForMeasurementsAsync(1, Cancellation).WaitAsync(TimeSpan.FromSeconds(15), Cancellation);
        Assert.Equal("network", Assert.Single(refusals.GetMeasurementSnapshot()).Tags["reason"]);
        Assert.Equal("refused", Assert.Single(requests.GetMeasurementSnapshot()).Tags["outcome"]);
        Assert.Equal(
            "USERS NOTICE: of 1 press in the last minute 0 got an error page and 0 an old page; 1 came from outside Security:AllowedNetworks.",
            gateway.Get<UsersReporter>().Report().Text);
    }

    [Fact]
    public async Task Anybody_FromAnotherNetwork_Is403()
    {
        await using var node = new RecordingNode();
        await using var gateway = await StartAsync(node, Elsewhere);

        Assert.StartsWith("HTTP/1.1 403", await AskAsync(gateway, null), StringComparison.Ordinal);
        Assert.Empty(node.Requests);

        // That is no phone: no user misses a page, and there is no service to show.
        await Eventually.IsAsync(() => gateway.Get<UsersReporter>().Report().LastMinute.Refused == 1);
        Assert.False(gateway.Get<UsersReporter>().Report().Losing);
        Assert.DoesNotContain(gateway.Get<ServicesReporter>().Report().Services, service => service.Service == "none");
    }

    [Theory]
    [InlineData(null, false)]
    [InlineData("10.20.1.1", true)]
    [InlineData("10.21.1.1", false)]
    [InlineData("10.20.1.1:4711", true)]
    [InlineData("10.21.1.1, 10.20.1.1", true)]
    [InlineData("10.20.1.1, 203.0.113.7", false)]
    [InlineData("10.20.1.1, 127.0.0.1", true)]
    [InlineData("10.20.1.1, unknown", false)]
    [InlineData("10.20.1.1\r\nX-Forwarded-For: 203.0.113.7", false)]
    public async Task ForwardedFor_OfKnownProxy_IsBelievedFromTheRight(string? forwardedFor, bool isAllowed)
    {
        await using var node = new RecordingNode();
        await using var gateway = await StartAsync(node, Elsewhere, BehindProxy);

        var answer = await AskAsync(gateway, forwardedFor);

        Assert.StartsWith(isAllowed ? "HTTP/1.1 200" : "HTTP/1.1 403", answer, StringComparison.Ordinal);
        Assert.DoesNotContain(node.Requests, request => request.Head.Contains("X-Forwarded", StringComparison.OrdinalIgnoreCase) || request.Head.Contains("X-Original", StringComparison.OrdinalIgnoreCase));
    }

    [Theory]
    [InlineData(Elsewhere)]
    [InlineData(Elsewhere, "--PhoneServices:Security:KnownProxies:0=127.0.0.2")]
    public async Task ForwardedFor_OfAnybodyElse_IsNotBelieved(params string[] settings)
    {
        await using var node = new RecordingNode();
        await using var gateway = await StartAsync(node, settings);

        Assert.StartsWith("HTTP/1.1 403", await AskAsync(gateway, "10.20.1.1"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task AllowedNetworks_ChangedInTheFile_TakeEffectWithoutARestart()
    {
        await using var node = new RecordingNode();
        var directory = Directory.CreateTempSubdirectory("gateway-networks");
        try
        {
            var file = Path.Combine(directory.FullName, "site.json");
            await WriteAsync("10.20.0.0/16");
            await using var gateway = await TestGateway.StartAsync(ConfigurationLayers.Shipped(
                [file], ["--Urls=http://127.0.0.1:0", "--PhoneServices:Management:Url=", "--Logging:LogLevel:Default=None"]));
            Assert.StartsWith("HTTP/1.1 403", await AskAsync(gateway, null), StringComparison.Ordinal);

            await WriteAsync("127.0.0.1");

            await Eventually.IsAsync(async () => (await AskAsync(gateway, null)).StartsWith("HTTP/1.1 200", StringComparison.Ordinal));

            Task WriteAsync(string network) => File.WriteAllTextAsync(file, JsonSerializer.Serialize(new
            {
                PhoneServices = new
                {
                    Nodes = new { publisher = new { Address = node.Address.ToString() } },
                    Security = new { AllowedNetworks = new[] { network } },
                },
            }), Cancellation);
        }
        finally
        {
            directory.Delete(recursive: true);
        }
    }

    private static Task<TestGateway> StartAsync(RecordingNode node, params string[] settings) =>
        TestGateway.StartAsync([("publisher", node.Address)], [.. Calm.Settings, .. settings]);

    private static Task<string> AskAsync(TestGateway gateway, string? forwardedFor)
    {
        var header = forwardedFor is null ? "" : $"X-Forwarded-For: {forwardedFor}\r\n";
        return RawPhone.SendAsync(gateway.Address, $"GET /ccmcip/getservicesmenu.jsp HTTP/1.1\r\nHost: phones\r\n{header}Connection: close\r\n\r\n");
    }
}
