using System.Globalization;
using System.Net;
using System.Security.Cryptography.X509Certificates;
using CallManagerSimulator;
using Microsoft.AspNetCore.Builder;
using PhoneServicesProxy.Composition;
using PhoneServicesProxy.Configuration;
using PhoneServicesProxy.TestKit.Certificates;
using PhoneServicesProxy.TestKit.Walk;

namespace PhoneServicesProxy.SystemTests.Deployments;

/// <summary>
/// Three nodes and a gateway, each with an address of its own in 127.0.0.0/8 and the ports of a real site. Texts name them
/// <c>{gateway}</c> and <c>{node}</c>.
/// </summary>
internal sealed class Deployment : IAsyncDisposable
{
    private static readonly string[] Names = ["publisher", "subscriber1", "subscriber2"];

    // Of this process alone, so that several may run at once.
    private static readonly string Net = string.Create(
        CultureInfo.InvariantCulture, $"127.{64 + (Environment.ProcessId >> 8 & 63)}.{Environment.ProcessId & 255}");

    private static int _last = 1;

    private readonly IPAddress _address = NextAddress();
    private readonly IPAddress[] _nodes = [.. Names.Select(_ => NextAddress())];
    private readonly X509Certificate2 _certificate = TestCertificate.SelfSigned("phones.example.com");
    private readonly X509Certificate2 _nodeCertificate = TestCertificate.SelfSigned("ccm");
    private readonly CertificateFiles _files;
    private SimulatedCluster? _cluster;
    private WebApplication? _gateway;

    private Deployment() => _files = CertificateFiles.Of(_certificate);

    public static async Task<Deployment> StartAsync(string[] gateway, string nodes, params string[] settings)
    {
        var deployment = new Deployment();
        try
        {
            await deployment.StartNodesAsync(nodes);
            await deployment.StartGatewayAsync(gateway, nodes, settings);
        }
        catch
        {
            await deployment.DisposeAsync();
            throw;
        }

        return deployment;
    }

    public string Named(string text) => text.Replace("{gateway}", $"{_address}", StringComparison.Ordinal);

    public WalkingPhone Phone(string gateway, string? secured = null) =>
        new(Named(gateway), _certificate, secured is null ? null : Named(secured));

    public async ValueTask DisposeAsync()
    {
        if (_gateway is not null)
        {
            await _gateway.DisposeAsync();
        }

        if (_cluster is not null)
        {
            await _cluster.DisposeAsync();
        }

        _files.Dispose();
        _certificate.Dispose();
        _nodeCertificate.Dispose();
    }

    private static IPAddress NextAddress() =>
        IPAddress.Parse(string.Create(CultureInfo.InvariantCulture, $"{Net}.{Interlocked.Increment(ref _last)}"));

    private static string AddressOf(string nodes, IPAddress node) => nodes.Replace("{node}", $"{node}", StringComparison.Ordinal);

    private async Task StartNodesAsync(string nodes)
    {
        var port = new Uri(AddressOf(nodes, _address)).Port;
        _cluster = await SimulatedCluster.StartAsync(
            new()
            {
                NodeNames = Names,
                EndPoints = [.. _nodes.Select(node => new IPEndPoint(node, port))],
                Certificates = nodes.StartsWith("https", StringComparison.Ordinal) ? [.. Names.Select(_ => _nodeCertificate)] : null,
            },
            TestContext.Current.CancellationToken);
    }

    private async Task StartGatewayAsync(string[] gateway, string nodes, string[] settings)
    {
        string[] arguments =
        [
            $"--Urls={string.Join(';', gateway.Select(Named))}",
            "--PhoneServices:Management:Url=http://127.0.0.1:0",
            "--Logging:LogLevel:Default=None",
            .. _files.Settings,
            .. Names.Select((name, i) => $"--PhoneServices:Nodes:{name}:Address={AddressOf(nodes, _nodes[i])}"),
            .. Names.Select(name => $"--PhoneServices:Nodes:{name}:TrustedFingerprints:0={TestCertificate.Fingerprint(_nodeCertificate)}"),
            .. settings.Select(Named),
        ];
        var loader = GatewaySite.Loader(ConfigurationLayers.Shipped([], arguments));
        var loaded = await loader.LoadAsync();
        Assert.Empty(loaded.Errors);
        _gateway = PhoneServicesProxy.Composition.Gateway.Build(loaded.Configuration!, loader);
        await _gateway.StartAsync(TestContext.Current.CancellationToken);
    }
}
