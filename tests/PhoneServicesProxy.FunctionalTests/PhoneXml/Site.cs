using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using CallManagerSimulator;
using PhoneServicesProxy.FunctionalTests.Hosting;

namespace PhoneServicesProxy.FunctionalTests.PhoneXml;

/// <summary>A cluster whose pages name its nodes, and a gateway on all addresses of this machine.</summary>
internal sealed class Site : IAsyncDisposable
{
    private readonly TestGateway _gateway;
    private readonly X509Certificate2? _certificate;
    private readonly string? _file;

    private Site(SimulatedCluster cluster, TestGateway gateway, X509Certificate2? certificate, string? file)
    {
        Cluster = cluster;
        _gateway = gateway;
        _certificate = certificate;
        _file = file;
    }

    public SimulatedCluster Cluster { get; }

    public static async Task<Site> StartAsync(bool https = false)
    {
        var cluster = await SimulatedCluster.StartAsync(ct: TestContext.Current.CancellationToken);
        if (!https)
        {
            return new(cluster, await TestGateway.StartAsync(cluster, "--Urls=http://*:0"), null, null);
        }

        var certificate = SelfSigned();
        var file = Path.GetTempFileName();
        await File.WriteAllBytesAsync(file, certificate.Export(X509ContentType.Pfx), TestContext.Current.CancellationToken);
        var gateway = await TestGateway.StartAsync(
            cluster, "--Urls=https://*:0", $"--Kestrel:Certificates:Default:Path={file}");
        return new(cluster, gateway, certificate, file);
    }

    /// <summary>A phone that was given this name of the gateway.</summary>
    public WalkingPhone Phone(string name) =>
        new($"{_gateway.Address.Scheme}://{name}:{_gateway.Address.Port}", _certificate);

    public async ValueTask DisposeAsync()
    {
        await _gateway.DisposeAsync();
        await Cluster.DisposeAsync();
        _certificate?.Dispose();
        if (_file is not null)
        {
            File.Delete(_file);
        }
    }

    private static X509Certificate2 SelfSigned()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var now = TimeProvider.System.GetUtcNow();
        return new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256).CreateSelfSigned(now.AddDays(-1), now.AddDays(1));
    }
}
