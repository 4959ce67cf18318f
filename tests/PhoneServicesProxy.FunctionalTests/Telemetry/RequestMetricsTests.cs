using System.Diagnostics.Metrics;
using CallManagerSimulator;
using Microsoft.Extensions.Diagnostics.Metrics.Testing;
using PhoneServicesProxy.FunctionalTests.Hosting;

namespace PhoneServicesProxy.FunctionalTests.Telemetry;

/// <summary>What is counted for what a phone saw.</summary>
public sealed class RequestMetricsTests
{
    private const string NoHedging = "--PhoneServices:FailoverPolicies:Read:Hedging:Enabled=false";

    /// <summary>The publisher is always asked first, and no probe or time limit gets in between.</summary>
    private static readonly string[] Ordered = ["--PhoneServices:Nodes:publisher:Priority=0", .. Calm.Settings];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("refuse", "connect_failed")]
    [InlineData("500", "bad_status")]
    [InlineData("html", "bad_page")]
    [InlineData("cut", "ill_formed_page")]
    [InlineData("reset", "connection_lost")]
    public async Task FirstNodeFails_IsFailedOverForThatReason(string fault, string reason)
    {
        await using var cluster = await SimulatedCluster.StartAsync(ct: Cancellation);
        await cluster["publisher"].SetFaultAsync(NodeFault.Parse(fault), Cancellation);
        await using var gateway = await TestGateway.StartAsync(cluster, [.. Ordered, NoHedging]);
        using var metrics = new Collected(gateway.Get<IMeterFactory>());
        using var phone = new Phone(gateway.Address);

        await phone.MenuAsync();

        await metrics.RequestIsAsync("services-menu", "failed_over", timeLost: true);
        await metrics.AttemptsAreAsync($"publisher first failed {reason}", "* failover ok none");
    }

    [Fact]
    public async Task FirstNodeHangs_IsHedgedAndTheLoserCounted()
    {
        await using var cluster = await SimulatedCluster.StartAsync(ct: Cancellation);
        await cluster["publisher"].SetFaultAsync(NodeFault.Parse("hang"), Cancellation);

        // With two nodes there is nobody to join a hedge that is late, too.
        await using var gateway = await TestGateway.StartAsync(
            cluster.Nodes.Take(2).Select(node => (node.Name, node.Address)), [.. Ordered, "--PhoneServices:FailoverPolicies:Read:Hedging:Enabled=true"]);
        using var metrics = new Collected(gateway.Get<IMeterFactory>());
        using var phone = new Phone(gateway.Address);

        await phone.MenuAsync();

        await metrics.RequestIsAsync("services-menu", "hedged", timeLost: true);
        await metrics.AttemptsAreAsync("publisher first cancelled none", "* hedge ok none");
    }

    [Fact]
    public async Task AllNodesRefuse_IsAnErrorPage()
    {
        await using var cluster = await SimulatedCluster.StartAsync(ct: Cancellation);
        foreach (var node in cluster.Nodes)
        {
            await node.SetFaultAsync(NodeFault.Refuse, Cancellation);
        }

        await using var gateway = await TestGateway.StartAsync(cluster, [.. Ordered, NoHedging]);
        using var metrics = new Collected(gateway.Get<IMeterFactory>());
        using var phone = new Phone(gateway.Address);

        await phone.LoginAsync();

        await metrics.RequestIsAsync("extension-mobility", "error_page", timeLost: true);
        await metrics.AttemptsAreAsync(
            "publisher first failed connect_failed", "* failover failed connect_failed", "* failover failed connect_failed");
    }

    [Fact]
    public async Task AllNodesAreBusy_TheirPageIsAnErrorPageToo()
    {
        await using var cluster = await SimulatedCluster.StartAsync(ct: Cancellation);
        foreach (var node in cluster.Nodes)
        {
            await node.SetFaultAsync(NodeFault.Parse("em-error=26"), Cancellation);
        }

        await using var gateway = await TestGateway.StartAsync(cluster, [.. Ordered, NoHedging]);
        using var metrics = new Collected(gateway.Get<IMeterFactory>());
        using var phone = new Phone(gateway.Address);

        var answer = await phone.FormAsync();

        Assert.EndsWith("(26)", answer.Text("Text"), StringComparison.Ordinal);
        await metrics.RequestIsAsync("extension-mobility", "error_page", timeLost: true);
    }

    [Theory]
    [InlineData("/ccmadmin/", "none")]
    [InlineData("/emapp/EMAppServlet/userid=user1", "none")]
    public async Task NoRoute_IsRefused(string path, string service)
    {
        await using var cluster = await SimulatedCluster.StartAsync(ct: Cancellation);
        await using var gateway = await TestGateway.StartAsync(cluster, Ordered);
        using var metrics = new Collected(gateway.Get<IMeterFactory>());
        using var phone = new Phone(gateway.Address);

        await phone.GetAsync(path);

        await metrics.RequestIsAsync(service, "refused", timeLost: false);
        await metrics.AttemptsAreAsync();
    }

    [Fact]
    public async Task BodyTooLarge_IsRefused()
    {
        await using var cluster = await SimulatedCluster.StartAsync(ct: Cancellation);
        await using var gateway = await TestGateway.StartAsync(cluster, Ordered);
        using var metrics = new Collected(gateway.Get<IMeterFactory>());

        await RawPhone.SendAsync(
            gateway.Address, "POST /ccmcip/xmldirectorylist.jsp HTTP/1.1\r\nHost: ccm\r\nContent-Length: 1000000\r\nConnection: close\r\n\r\nn=1");

        await metrics.RequestIsAsync("directory", "refused", timeLost: false);
    }

    [Theory]
    [InlineData("GET", "/ccmcip/getservicesmenu.jsp", "services-menu")]
    [InlineData("POST", "/ccmcip/xmldirectorylist.jsp", "directory")]
    public async Task PhoneGoesAway_IsAbandoned(string method, string path, string service)
    {
        await using var cluster = await SimulatedCluster.StartAsync(ct: Cancellation);
        await cluster["publisher"].SetFaultAsync(NodeFault.Parse("hang"), Cancellation);
        await using var gateway = await TestGateway.StartAsync(cluster, [.. Ordered, NoHedging]);
        using var metrics = new Collected(gateway.Get<IMeterFactory>());
        using var phone = new HttpClient();
        using var away = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);

        using var request = new HttpRequestMessage(new(method), new Uri(gateway.Address, path));
        request.Content = method == "POST" ? new StringContent("l=a") : null;

        var press = phone.SendAsync(request, away.Token);
        await Eventually.IsAsync(() => cluster["publisher"].Counters.RequestsFor(path) == 1);
        await away.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => press);
        await metrics.RequestIsAsync(service, "abandoned", timeLost: false);
        await metrics.AttemptsAreAsync("publisher first cancelled none");
    }

    [Fact]
    public async Task FirstNodeAnswers_IsOk()
    {
        await using var cluster = await SimulatedCluster.StartAsync(ct: Cancellation);
        await using var gateway = await TestGateway.StartAsync(cluster, [.. Ordered, NoHedging]);
        using var metrics = new Collected(gateway.Get<IMeterFactory>());
        using var phone = new Phone(gateway.Address);

        await phone.MenuAsync();

        await metrics.RequestIsAsync("services-menu", "ok", timeLost: false);
        await metrics.AttemptsAreAsync("publisher first ok none");
    }

    /// <summary>The one press of a test, as it was measured.</summary>
    private sealed class Collected(IMeterFactory meters) : IDisposable
    {
        private readonly MetricCollector<long> _requests = new(meters, "PhoneServicesProxy", "phone_services.requests");
        private readonly MetricCollector<double> _durations = new(meters, "PhoneServicesProxy", "phone_services.request.duration");
        private readonly MetricCollector<double> _lost = new(meters, "PhoneServicesProxy", "phone_services.request.time_lost");
        private readonly MetricCollector<long> _attempts = new(meters, "PhoneServicesProxy", "phone_services.attempts");

        public async Task RequestIsAsync(string service, string outcome, bool timeLost)
        {
            // The phone has its page a moment before the press is over.
            await _durations.WaitForMeasurementsAsync(1, Cancellation).WaitAsync(TimeSpan.FromSeconds(15), Cancellation);
            var request = Assert.Single(_requests.GetMeasurementSnapshot());
            Assert.Equal(1, request.Value);
            AssertTags(request.Tags);
            var duration = Assert.Single(_durations.GetMeasurementSnapshot());
            AssertTags(duration.Tags);
            Assert.InRange(duration.Value, 0.000001, 60);
            var lost = _lost.GetMeasurementSnapshot();
            Assert.Equal(timeLost ? 1 : 0, lost.Count);
            Assert.All(lost, time => Assert.InRange(time.Value, 0.000001, duration.Value));
            Assert.All(lost, time => AssertTags(time.Tags));

            void AssertTags(IReadOnlyDictionary<string, object?> tags) =>
                Assert.Equal($"outcome={outcome} service={service}", string.Join(' ', tags.OrderBy(tag => tag.Key).Select(tag => $"{tag.Key}={tag.Value}")));
        }

        /// <param name="expected">Node (* for any), kind, outcome, reason of each attempt.</param>
        public async Task AttemptsAreAsync(params string[] expected)
        {
            await Eventually.IsAsync(() => _attempts.GetMeasurementSnapshot().Count >= expected.Length);
            var seen = _attempts.GetMeasurementSnapshot()
                .Select(attempt => $"{(Equals(attempt.Tags["node"], "publisher") ? "publisher" : "*")} {attempt.Tags["kind"]} {attempt.Tags["outcome"]} {attempt.Tags["reason"]}");
            Assert.Equal(expected.Order(), seen.Order());
        }

        public void Dispose()
        {
            _requests.Dispose();
            _durations.Dispose();
            _lost.Dispose();
            _attempts.Dispose();
        }
    }
}
