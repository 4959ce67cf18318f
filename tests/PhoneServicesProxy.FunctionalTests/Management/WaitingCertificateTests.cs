using System.Diagnostics.Metrics;
using System.Security.Cryptography.X509Certificates;
using CallManagerSimulator;
using Microsoft.Extensions.Diagnostics.Metrics.Testing;
using PhoneServicesProxy.Certificates;
using PhoneServicesProxy.Commands.Nodes;
using PhoneServicesProxy.FunctionalTests.Hosting;
using PhoneServicesProxy.FunctionalTests.Tls;
using PhoneServicesProxy.Management.Api;
using PhoneServicesProxy.Management.Server;
using PhoneServicesProxy.TestKit.Certificates;

namespace PhoneServicesProxy.FunctionalTests.Management;

/// <summary>A worse certificate lies on disk: phones go on with the one from before, and log, page, API and metric say what waits there and why.</summary>
public sealed class WaitingCertificateTests
{
    private const string Name = "phones.example.com";
    private const string Headline = "The certificate on disk for phones is NOT IN FORCE";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("expired", "it expired on ")]
    [InlineData("not_yet_valid", "it is not valid before ")]
    [InlineData("names", "it does not name phones.example.com, as the one in force does")]
    [InlineData("key", "its key (RSA, 2048 bits) is weaker than that of the one in force (RSA, 3072 bits)")]
    public async Task Files_ReplacedByAWorseCertificate_IsSaidEverywhereUntilABetterOneComes(string reason, string words)
    {
        using var first = TestCertificate.SelfSignedRsa(Name, 3072);
        using var worse = reason switch
        {
            "expired" => TestCertificate.SelfSignedRsa(Name, 3072, validFrom: -90, validFor: 60),
            "not_yet_valid" => TestCertificate.SelfSignedRsa(Name, 3072, validFrom: 5),
            "names" => TestCertificate.SelfSignedRsa("others.example.com", 3072),
            _ => TestCertificate.SelfSignedRsa(Name, 2048),
        };
        using var files = CertificateFiles.Of(first);
        await using var cluster = await SimulatedCluster.StartAsync(ct: Cancellation);
        await using var gateway = await TestGateway.StartAsync(cluster, [.. files.Settings, "--Urls=https://127.0.0.1:0", "--Logging:LogLevel:Default=Information"]);
        using var log = GatewayLog.Of(gateway);
        using var manager = new Manager(gateway, key: null);
        Assert.DoesNotContain((await manager.NodesAsync()).Verdicts, verdict => verdict.Kind == VerdictKind.CertificateWaits);

        files.Write(worse);
        await IsSaidAsync(manager, VerdictKind.CertificateWaits, GatewayEventKind.CertificateWaits, log, "is not used: ");

        var verdict = Assert.Single((await manager.NodesAsync()).Verdicts, verdict => verdict.Kind == VerdictKind.CertificateWaits);
        Assert.Equal(Headline, verdict.Headline);
        Assert.StartsWith(words, verdict.Cause, StringComparison.Ordinal);
        Assert.EndsWith(". The previous one stays", verdict.Cause, StringComparison.Ordinal);
        Assert.NotNull(verdict.Since);
        Assert.Contains(verdict.Cause[..^". The previous one stays".Length], await OnPageAsync(manager), StringComparison.Ordinal);
        var line = Assert.Single(log.Lines, line => line.Contains("is not used: ", StringComparison.Ordinal));
        Assert.Contains($"The certificate on disk for phones, {worse.Subject} (SHA-256 fingerprint ", line, StringComparison.Ordinal);
        Assert.Contains(words, line, StringComparison.Ordinal);
        Assert.StartsWith(
            $"The certificate on disk for phones is not in force: {words}",
            Assert.Single((await manager.GetAsync<EventsReport>("api/events")).Events, happened => happened.Kind == GatewayEventKind.CertificateWaits).Text, StringComparison.Ordinal);
        Assert.Equal([reason], Waiting(gateway));
        Assert.Equal(TestCertificate.Fingerprint(first), await ShownAsync(gateway));

        using var better = TestCertificate.SelfSignedRsa(Name, 3072, validFor: 200);
        files.Write(better);

        await Eventually.IsAsync(async () => await ShownAsync(gateway) == TestCertificate.Fingerprint(better));
        Assert.DoesNotContain((await manager.NodesAsync()).Verdicts, verdict => verdict.Kind == VerdictKind.CertificateWaits);
        Assert.DoesNotContain(Headline, await OnPageAsync(manager), StringComparison.Ordinal);
        Assert.Empty(Waiting(gateway));
    }

    [Fact]
    public async Task Files_ReplacedWhileNewOnesAreHeldBack_IsSaidEverywhereUntilAnOrderComes()
    {
        using var first = TestCertificate.SelfSignedRsa(Name, 3072);
        using var next = TestCertificate.SelfSignedRsa(Name, 3072, validFor: 200);
        using var files = CertificateFiles.Of(first);
        await using var cluster = await SimulatedCluster.StartAsync(ct: Cancellation);
        await using var gateway = await TestGateway.StartAsync(
            cluster, [.. files.Settings, "--PhoneServices:Tls:Certificate:ActivateAfter=7.00:00:00", Manager.Setting, "--Urls=https://127.0.0.1:0", "--Logging:LogLevel:Default=Information"]);
        using var log = GatewayLog.Of(gateway);
        using var manager = new Manager(gateway);
        Assert.Null(Assert.Single(await manager.GetAsync<CertificateReport[]>("api/certificates")).Waiting);

        files.Write(next);
        await IsSaidAsync(manager, VerdictKind.CertificateHeldBack, GatewayEventKind.CertificateHeldBack, log, "held back until");

        var verdict = Assert.Single((await manager.NodesAsync()).Verdicts, verdict => verdict.Kind == VerdictKind.CertificateHeldBack);
        Assert.Equal(VerdictSeverity.Note, verdict.Severity);
        Assert.Equal("A new certificate for phones WAITS", verdict.Headline);
        var fingerprint = CertificateFingerprint.Of(next);
        var report = Assert.Single(await manager.GetAsync<CertificateReport[]>("api/certificates"));
        Assert.Equal(CertificateFingerprint.Of(first), report.InForce!.Fingerprint);
        Assert.Equal((fingerprint, "held_back"), (report.Waiting!.Fingerprint, report.Reason));
        Assert.Equal([Name], report.Waiting.Names);
        Assert.NotNull(report.Until);
        Assert.Contains(fingerprint, verdict.Cause, StringComparison.Ordinal);
        Assert.Contains($"{report.Until:u}", verdict.Cause, StringComparison.Ordinal);
        Assert.Contains(fingerprint, await OnPageAsync(manager), StringComparison.Ordinal);
        Assert.Contains(log.Lines, line => line.Contains($"SHA-256 fingerprint {fingerprint}", StringComparison.Ordinal) && line.Contains("held back until", StringComparison.Ordinal));
        Assert.Contains(fingerprint, Assert.Single((await manager.GetAsync<EventsReport>("api/events")).Events, happened => happened.Kind == GatewayEventKind.CertificateHeldBack).Text, StringComparison.Ordinal);
        Assert.Equal(["held_back"], Waiting(gateway));
        Assert.Equal(TestCertificate.Fingerprint(first), await ShownAsync(gateway));

        using var commandLine = ClientOf(gateway, Manager.Key);
        using var stranger = ClientOf(gateway, "wrong");
        foreach (var wrong in new[] { "others", "", "../nodes", "phones/activate?" })
        {
            await Assert.ThrowsAsync<ManagementException>(() => commandLine.ActivateCertificateAsync(wrong, Cancellation));
        }

        await Assert.ThrowsAsync<ManagementException>(() => stranger.ActivateCertificateAsync("phones", Cancellation));
        Assert.Equal(TestCertificate.Fingerprint(first), await ShownAsync(gateway));

        var answer = await commandLine.ActivateCertificateAsync("Phones", Cancellation);

        Assert.Contains(fingerprint, answer.Text, StringComparison.Ordinal);
        await Eventually.IsAsync(async () => await ShownAsync(gateway) == TestCertificate.Fingerprint(next));
        Assert.DoesNotContain((await manager.NodesAsync()).Verdicts, verdict => verdict.Kind == VerdictKind.CertificateHeldBack);
        using var again = await manager.SendAsync(HttpMethod.Post, "api/certificates/phones/activate");
        Assert.Equal(System.Net.HttpStatusCode.Conflict, again.StatusCode);
        using var unknown = await manager.SendAsync(HttpMethod.Post, "api/certificates/others/activate");
        Assert.Equal(System.Net.HttpStatusCode.NotFound, unknown.StatusCode);
    }

    /// <summary>One place after the other says it, and on a busy machine there is time between them.</summary>
    private static Task IsSaidAsync(Manager manager, VerdictKind verdict, GatewayEventKind happened, GatewayLog log, string words) => Eventually.IsAsync(async () =>
        (await manager.NodesAsync()).Verdicts.Any(said => said.Kind == verdict)
        && (await manager.GetAsync<EventsReport>("api/events")).Events.Any(said => said.Kind == happened)
        && log.Lines.Any(line => line.Contains(words, StringComparison.Ordinal)));

    private static ManagementClient ClientOf(TestGateway gateway, string key) =>
        new(new() { Url = gateway.Get<ManagementServer>().Address!, Key = new(key, ForReading: true, Missing: null) });

    /// <summary>What the page, which listens to this stream, shows of nodes and what is wrong.</summary>
    private static async Task<string> OnPageAsync(Manager manager)
    {
        Assert.Contains("id=\"verdict-lines\"", await manager.GetTextAsync(""), StringComparison.Ordinal);
        using var reader = new StreamReader(await manager.StreamAsync("api/events/stream"));
        while (await reader.ReadLineAsync(Cancellation) != "event: nodes")
        {
            // Others come first.
        }

        return (await reader.ReadLineAsync(Cancellation))!;
    }

    private static IEnumerable<string> Waiting(TestGateway gateway)
    {
        using var waiting = new MetricCollector<int>(gateway.Get<IMeterFactory>(), "PhoneServicesProxy", "phone_services.certificate.waiting");
        waiting.RecordObservableInstruments();
        return [.. waiting.GetMeasurementSnapshot().Select(one => $"{one.Tags["reason"]}")];
    }

    private static async Task<string> ShownAsync(TestGateway gateway)
    {
        using X509Certificate shown = await Handshake.WithAsync(gateway.Address, Name);
        return TestCertificate.Fingerprint(shown);
    }
}
