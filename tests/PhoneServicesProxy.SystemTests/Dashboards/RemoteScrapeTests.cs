using System.Net;
using PhoneServicesProxy.SystemTests.Gateway;
using PhoneServicesProxy.TestKit.Certificates;
using PhoneServicesProxy.TestKit.Processes;

namespace PhoneServicesProxy.SystemTests.Dashboards;

/// <summary>What the shipped Prometheus configuration says of gateways on other machines, uncommented: https, and the API key.</summary>
public sealed class RemoteScrapeTests : IDisposable
{
    private const string Key = "0123456789abcdef0123456789abcdef";
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);
    private static readonly string[] Optional = ["scheme:", "tls_config:", "authorization:"];

    private readonly CertificateFiles _files;
    private readonly string _ca;
    private readonly string _key;
    private readonly IPEndPoint _management = FreePort.OnLoopback();

    public RemoteScrapeTests()
    {
        using var authority = TestCertificate.Authority("Site CA");
        using var server = TestCertificate.Server("gateway", authority, IPAddress.Loopback);
        _files = CertificateFiles.Of(server);
        _ca = _files.Trusting("ca.pem", authority);
        _key = _files.Trusting("management.key");
        File.WriteAllText(_key, Key);
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Scrape_WithTheKey_Works_AndWithAnotherOneNot()
    {
        await using var gateway = await ChildProcess.StartAsync(
            GatewayProgram.With(
                "run", $"--Urls=http://{FreePort.OnLoopback()}",
                "--PhoneServices:Nodes:publisher:Address=http://127.0.0.1:1/", "--PhoneServices:Management:StateFile=",
                $"--PhoneServices:Management:Url=https://{_management}", $"--PhoneServices:Management:ApiKey={Key}",
                $"--PhoneServices:Management:Certificate:Path={_files.Certificate}", $"--PhoneServices:Management:Certificate:KeyPath={_files.Key}"),
            TimeProvider.System);
        await gateway.WaitForPortAsync(_management, Limit, Cancellation);
        await using var prometheus = await PrometheusServer.StartAsync(Uncommented, Cancellation);

        await ShowsAsync(prometheus, "up{job=\"phone-services\"} == 1");
        await ShowsAsync(prometheus, "phone_services_certificate_expiry_seconds{certificate=\"management\"} > 0");

        await File.WriteAllTextAsync(_key, "another-key-of-some-length", Cancellation);
        await ShowsAsync(prometheus, "up{job=\"phone-services\"} == 0");
    }

    public void Dispose() => _files.Dispose();

    private string Uncommented(string text) => string.Join('\n', text.Split('\n').Select(line =>
            Optional.Any(setting => line.TrimStart().StartsWith($"# {setting}", StringComparison.Ordinal)) ? line.Replace("# ", "", StringComparison.Ordinal) : line))
        .Replace(PrometheusServer.ShippedTarget, $"{_management}", StringComparison.Ordinal)
        .Replace("/etc/prometheus/phone-services-ca.pem", _ca, StringComparison.Ordinal)
        .Replace("/etc/prometheus/phone-services.key", _key, StringComparison.Ordinal);

    private static Task ShowsAsync(PrometheusServer prometheus, string expression) => Until.TrueAsync(
        async token => (await prometheus.QueryAsync(expression, token)).Count > 0, Limit, () => $"not so: {expression}\n{prometheus.Output}", TimeProvider.System, Cancellation);
}
