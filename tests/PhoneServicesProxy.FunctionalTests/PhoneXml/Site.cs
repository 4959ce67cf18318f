using System.Security.Cryptography.X509Certificates;
using CallManagerSimulator;
using PhoneServicesProxy.FunctionalTests.Hosting;
using PhoneServicesProxy.TestKit.Certificates;
using PhoneServicesProxy.TestKit.Walk;

namespace PhoneServicesProxy.FunctionalTests.PhoneXml;

/// <summary>A cluster whose pages name its nodes, and a gateway on all addresses of this machine.</summary>
internal sealed class Site : IAsyncDisposable
{
    private readonly TestGateway _gateway;
    private readonly X509Certificate2 _certificate;
    private readonly CertificateFiles _files;

    private Site(SimulatedCluster cluster, TestGateway gateway, X509Certificate2 certificate, CertificateFiles files)
    {
        Cluster = cluster;
        _gateway = gateway;
        _certificate = certificate;
        _files = files;
    }

    public SimulatedCluster Cluster { get; }

    public static async Task<Site> StartAsync(bool https = false)
    {
        var cluster = await SimulatedCluster.StartAsync(ct: TestContext.Current.CancellationToken);
        var certificate = TestCertificate.SelfSigned("localhost");
        var files = CertificateFiles.Of(certificate);
        var gateway = await TestGateway.StartAsync(cluster, [https ? "--Urls=https://*:0" : "--Urls=http://*:0", .. files.Settings]);
        return new(cluster, gateway, certificate, files);
    }

    /// <summary>A phone that was given this name of the gateway.</summary>
    public WalkingPhone Phone(string name) =>
        new($"{_gateway.Address.Scheme}://{name}:{_gateway.Address.Port}", _certificate);

    public async ValueTask DisposeAsync()
    {
        await _gateway.DisposeAsync();
        await Cluster.DisposeAsync();
        _certificate.Dispose();
        _files.Dispose();
    }
}
