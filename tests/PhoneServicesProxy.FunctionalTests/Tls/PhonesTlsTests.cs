using System.Net;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using CallManagerSimulator;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Testing;
using PhoneServicesProxy.FunctionalTests.Hosting;
using PhoneServicesProxy.TestKit.Certificates;
using PhoneServicesProxy.TestKit.Processes;

namespace PhoneServicesProxy.FunctionalTests.Tls;

/// <summary>The certificate that phones are shown, and how it is replaced.</summary>
public sealed class PhonesTlsTests
{
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(5);

    [Theory]
    [InlineData("")]
    [InlineData("phones.example.com")]
    [InlineData("someone-else.example.com")]
    public async Task Handshake_WhateverNameAPhoneSends_GetsTheCertificate(string name)
    {
        using var certificate = TestCertificate.SelfSigned("phones.example.com");
        using var files = CertificateFiles.Of(certificate);
        await using var cluster = await SimulatedCluster.StartAsync(ct: TestContext.Current.CancellationToken);
        await using var gateway = await StartAsync(cluster, files);

        using var shown = await Handshake.WithAsync(gateway.Address, name);

        Assert.Equal(TestCertificate.Fingerprint(certificate), TestCertificate.Fingerprint(shown));
    }

    [Fact]
    public async Task Handshake_ClientThatOffersHttp2_GetsHttp1()
    {
        using var certificate = TestCertificate.SelfSigned("phones.example.com");
        using var files = CertificateFiles.Of(certificate);
        await using var cluster = await SimulatedCluster.StartAsync(ct: TestContext.Current.CancellationToken);
        await using var gateway = await StartAsync(cluster, files);
        using var client = new HttpClient(new SocketsHttpHandler { SslOptions = { RemoteCertificateValidationCallback = (_, shown, _, _) => certificate.Equals(shown) } })
        {
            DefaultRequestVersion = HttpVersion.Version20,
            DefaultVersionPolicy = HttpVersionPolicy.RequestVersionOrLower,
        };

        using var answer = await client.GetAsync(new Uri(gateway.Address, "/ccmcip/getservicesmenu.jsp?name=SEP001122334455"), TestContext.Current.CancellationToken);

        Assert.Equal(HttpVersion.Version11, answer.Version);
    }

    [Fact]
    public async Task Files_Replaced_NewHandshakesGetTheNewCertificateAndNoPressIsLost()
    {
        using var first = TestCertificate.SelfSigned("first");
        using var second = TestCertificate.SelfSigned("first");
        using var files = CertificateFiles.Of(first);
        await using var cluster = await SimulatedCluster.StartAsync(ct: TestContext.Current.CancellationToken);
        await using var gateway = await StartAsync(cluster, files);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        var pressing = PressAsync(gateway.Address, [first, second], stop.Token);

        files.Write(second);

        await Eventually.IsAsync(async () => await ShownAsync(gateway) == TestCertificate.Fingerprint(second), Soon);
        await stop.CancelAsync();
        Assert.True(await pressing > 0);
    }

    [Fact]
    public async Task Files_Broken_OldCertificateStaysAndTheLogSaysWhy()
    {
        using var first = TestCertificate.SelfSigned("first");
        using var second = TestCertificate.SelfSigned("first");
        using var files = CertificateFiles.Of(first);
        await using var cluster = await SimulatedCluster.StartAsync(ct: TestContext.Current.CancellationToken);
        await using var gateway = await StartAsync(cluster, files);
        using var logs = new FakeLoggerProvider();
        gateway.Get<ILoggerFactory>().AddProvider(logs);

        // Cut in the middle, as by a copy that goes on, or by a full disk.
        var whole = second.ExportCertificatePem();
        await File.WriteAllTextAsync(files.Certificate, whole[..(whole.Length / 2)], TestContext.Current.CancellationToken);
        await Eventually.IsAsync(() => Kept(logs).Any(line => line.Contains("holds no certificate", StringComparison.Ordinal)), Soon);
        Assert.Equal(TestCertificate.Fingerprint(first), await ShownAsync(gateway));

        // The certificate is new, the key is not yet.
        files.WriteCertificate(second);
        await Eventually.IsAsync(() => Kept(logs).Any(line => line.Contains("whose key does not belong to the certificate", StringComparison.Ordinal)), Soon);
        Assert.Equal(TestCertificate.Fingerprint(first), await ShownAsync(gateway));

        files.Write(second);
        await Eventually.IsAsync(async () => await ShownAsync(gateway) == TestCertificate.Fingerprint(second), Soon);
        Assert.DoesNotContain(logs.Collector.GetSnapshot(), line => line.Message.Contains("PRIVATE", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Files_SwappedByALink_AsKubernetesDoes_AreTakenOver()
    {
        using var first = TestCertificate.SelfSigned("first");
        using var second = TestCertificate.SelfSigned("first");
        using var old = CertificateFiles.Of(first);
        using var fresh = CertificateFiles.Of(second);
        using var mount = new CertificateFiles();
        var data = Path.Combine(Path.GetDirectoryName(mount.Certificate)!, "..data");
        Directory.CreateSymbolicLink(data, Path.GetDirectoryName(old.Certificate)!);
        File.CreateSymbolicLink(mount.Certificate, Path.Combine("..data", "gateway.pem"));
        File.CreateSymbolicLink(mount.Key, Path.Combine("..data", "gateway.key"));
        await using var cluster = await SimulatedCluster.StartAsync(ct: TestContext.Current.CancellationToken);
        await using var gateway = await StartAsync(cluster, mount);

        Directory.CreateSymbolicLink(data + "_tmp", Path.GetDirectoryName(fresh.Certificate)!);
        await Command.RunAsync("mv", "-T", data + "_tmp", data);

        await Eventually.IsAsync(async () => await ShownAsync(gateway) == TestCertificate.Fingerprint(second), Soon);
    }

    [Fact]
    public async Task Handshake_OlderThanTheMinimum_IsRefused()
    {
        using var certificate = TestCertificate.SelfSigned("phones");
        using var files = CertificateFiles.Of(certificate);
        await using var cluster = await SimulatedCluster.StartAsync(ct: TestContext.Current.CancellationToken);
        await using var gateway = await StartAsync(cluster, files, "--PhoneServices:Tls:MinimumVersion=Tls13");

        await Assert.ThrowsAsync<AuthenticationException>(() => Handshake.WithAsync(gateway.Address, versions: SslProtocols.Tls12));
        using var shown = await Handshake.WithAsync(gateway.Address, versions: SslProtocols.Tls13);

        Assert.Equal(TestCertificate.Fingerprint(certificate), TestCertificate.Fingerprint(shown));
    }

    /// <summary>No middleware sees it; the page goes through the encryption all the same.</summary>
    [Theory]
    [InlineData("x-CiscoIPPhoneModelName: CP-7942G\r\n", "HTTP/1.1 200 OK\r\n", "</CiscoIPPhoneText>")]
    [InlineData("", "HTTP/1.1 400 Bad Request\r\n", "The gateway refuses this request (malformed).\n")]
    public async Task Request_ServerRefusesIt_IsAnsweredOverTls(string headers, string start, string end)
    {
        using var certificate = TestCertificate.SelfSigned("phones");
        using var files = CertificateFiles.Of(certificate);
        await using var cluster = await SimulatedCluster.StartAsync(ct: TestContext.Current.CancellationToken);
        await using var gateway = await StartAsync(cluster, files);
        using var client = new System.Net.Sockets.TcpClient();
        await client.ConnectAsync(gateway.Address.Host, gateway.Address.Port, TestContext.Current.CancellationToken);
        await using var tls = new System.Net.Security.SslStream(client.GetStream(), leaveInnerStreamOpen: false, (_, shown, _, _) => certificate.Equals(shown));
        await tls.AuthenticateAsClientAsync("phones");

        await tls.WriteAsync(System.Text.Encoding.ASCII.GetBytes($"GET /ccmcip/getservicesmenu.jsp HTTP/1.1\r\n{headers}no colon\r\n\r\n"), TestContext.Current.CancellationToken);

        using var reader = new StreamReader(tls);
        var answer = await reader.ReadToEndAsync(TestContext.Current.CancellationToken);
        Assert.StartsWith(start, answer, StringComparison.Ordinal);
        Assert.EndsWith(end, answer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Metrics_TellWhenTheCertificateExpires()
    {
        using var certificate = TestCertificate.SelfSigned("phones", validFor: 11);
        using var files = CertificateFiles.Of(certificate);
        await using var cluster = await SimulatedCluster.StartAsync(ct: TestContext.Current.CancellationToken);
        var management = new Uri($"http://127.0.0.1:{Hosting.FreePort.Next()}");
        await using var gateway = await StartAsync(cluster, files, $"--PhoneServices:Management:Url={management}");
        using var client = new HttpClient();

        var metrics = await client.GetStringAsync(new Uri(management, "metrics"), TestContext.Current.CancellationToken);

        var line = metrics.Split('\n').Single(line => line.StartsWith("phone_services_certificate_expiry_seconds{", StringComparison.Ordinal));
        Assert.Contains("certificate=\"phones\"", line, StringComparison.Ordinal);
        var seconds = double.Parse(line.Split("} ")[1].Split(' ')[0], System.Globalization.CultureInfo.InvariantCulture);
        Assert.InRange(seconds, TimeSpan.FromDays(9.9).TotalSeconds, TimeSpan.FromDays(10).TotalSeconds);
    }

    private static async Task<int> PressAsync(Uri gateway, X509Certificate2[] trusted, CancellationToken stop)
    {
        using var handler = new SocketsHttpHandler { UseProxy = false };
        handler.SslOptions.RemoteCertificateValidationCallback = (_, certificate, _, _) => trusted.Any(one => one.Equals(certificate));
        using var client = new HttpClient(handler) { BaseAddress = gateway };
        var presses = 0;
        for (; !stop.IsCancellationRequested; presses++)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, "/ccmcip/getservicesmenu.jsp?name=SEP001122334455");
            request.Headers.ConnectionClose = true;
            using var answer = await client.SendAsync(request, TestContext.Current.CancellationToken);
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        }

        return presses;
    }

    private static IEnumerable<string> Kept(FakeLoggerProvider logs) =>
        logs.Collector.GetSnapshot().Where(line => line.Id.Name == "CertificateKept").Select(line => line.Message);

    private static async Task<string> ShownAsync(TestGateway gateway)
    {
        using var shown = await Handshake.WithAsync(gateway.Address);
        return TestCertificate.Fingerprint(shown);
    }

    private static Task<TestGateway> StartAsync(SimulatedCluster cluster, CertificateFiles files, params string[] settings) =>
        TestGateway.StartAsync(cluster, ["--Urls=https://127.0.0.1:0", "--Logging:LogLevel:Default=Information", "--Logging:Console:LogLevel:Default=None", .. files.Settings, .. settings]);
}
