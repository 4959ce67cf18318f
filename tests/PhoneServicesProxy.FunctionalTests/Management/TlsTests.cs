using System.Net;
using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using CallManagerSimulator;
using Microsoft.Extensions.DependencyInjection;
using PhoneServicesProxy.Certificates;
using PhoneServicesProxy.FunctionalTests.Hosting;
using PhoneServicesProxy.Management.Server;

namespace PhoneServicesProxy.FunctionalTests.Management;

public sealed class TlsTests : IDisposable
{
    private const string Drain = "api/nodes/publisher/drain";

    private readonly string _directory = Directory.CreateTempSubdirectory("gateway-tls").FullName;
    private readonly TestAuthority _authority = new("Site CA");
    private readonly TestAuthority _other = new("Other CA");

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Change_ClientCertificateOfTheAuthority_NeedsNoKey()
    {
        await using var cluster = await SimulatedCluster.StartAsync(ct: Cancellation);
        await using var gateway = await StartAsync(cluster);
        using var certificate = _authority.Issue("engineer", forClients: true);
        using var manager = new Manager(Address(gateway), key: null, Handler(certificate));

        Assert.Equal(HttpStatusCode.OK, (await manager.TryAsync(HttpMethod.Post, Drain)).Status);
        Assert.Contains("client certificate", (await manager.NodesAsync()).Nodes.Single(node => node.Name == "publisher").Override!.By, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Forbidden, (await manager.TryAsync(HttpMethod.Post, Drain, ("Origin", "https://evil.example"))).Status);
    }

    [Fact]
    public async Task Change_NoClientCertificate_IsRefused()
    {
        await using var cluster = await SimulatedCluster.StartAsync(ct: Cancellation);
        await using var gateway = await StartAsync(cluster);
        using var manager = new Manager(Address(gateway), key: null, Handler());

        Assert.NotEmpty((await manager.NodesAsync()).Nodes);
        Assert.Equal(HttpStatusCode.Unauthorized, (await manager.TryAsync(HttpMethod.Post, Drain)).Status);
    }

    [Theory]
    [InlineData(true, true)]
    [InlineData(false, false)]
    public async Task AnyRequest_CertificateOfOthersOrForOtherUse_GetsNoConnection(bool ofOther, bool forClients)
    {
        await using var cluster = await SimulatedCluster.StartAsync(ct: Cancellation);
        await using var gateway = await StartAsync(cluster);
        using var certificate = (ofOther ? _other : _authority).Issue("stranger", forClients);
        using var manager = new Manager(Address(gateway), key: null, Handler(certificate));

        await Assert.ThrowsAnyAsync<HttpRequestException>(() => manager.NodesAsync());
    }

    [Fact]
    public async Task Certificate_Replaced_NewConnectionsGetIt()
    {
        await using var cluster = await SimulatedCluster.StartAsync(ct: Cancellation);
        await using var gateway = await StartAsync(cluster);
        var first = await ShownAsync(gateway);

        await File.WriteAllTextAsync(PathOf("gateway.pem"), "no certificate", Cancellation);
        LookTwice(gateway);
        Assert.Equal(first, await ShownAsync(gateway));

        WriteServer();
        await Eventually.IsAsync(async () => await ShownAsync(gateway) != first);
    }

    public void Dispose()
    {
        _authority.Dispose();
        _other.Dispose();
        Directory.Delete(_directory, recursive: true);
    }

    private async Task<TestGateway> StartAsync(SimulatedCluster cluster)
    {
        WriteServer();
        await File.WriteAllTextAsync(PathOf("ca.pem"), _authority.Pem, Cancellation);
        return await TestGateway.StartAsync(
            cluster,
            "--PhoneServices:Management:Url=https://127.0.0.1:0",
            $"--PhoneServices:Management:Certificate:Path={PathOf("gateway.pem")}",
            $"--PhoneServices:Management:Certificate:KeyPath={PathOf("gateway.key")}",
            $"--PhoneServices:Management:ClientCaFile={PathOf("ca.pem")}");
    }

    /// <summary>Files that have changed are read when they are the same at the second look.</summary>
    private static void LookTwice(TestGateway gateway)
    {
        IReloaded[] files = [.. gateway.Services.GetServices<IReloaded>()];
        foreach (var file in files.Concat(files))
        {
            file.Refresh();
        }
    }

    private void WriteServer()
    {
        using var certificate = _authority.Issue("localhost", forClients: false);
        File.WriteAllText(PathOf("gateway.pem"), certificate.ExportCertificatePem());
        File.WriteAllText(PathOf("gateway.key"), certificate.GetECDsaPrivateKey()!.ExportPkcs8PrivateKeyPem());
    }

    private string PathOf(string name) => Path.Combine(_directory, name);

    private static Uri Address(TestGateway gateway) => gateway.Get<ManagementServer>().Address!;

    private static SocketsHttpHandler Handler(X509Certificate2? certificate = null) => new()
    {
        UseProxy = false,
        SslOptions = new SslClientAuthenticationOptions
        {
            ClientCertificates = certificate is null ? null : [certificate],
            RemoteCertificateValidationCallback = (_, shown, _, _) => shown?.Subject == "CN=localhost",
        },
    };

    /// <summary>The thumbprint of what a new connection is shown.</summary>
    private static async Task<string> ShownAsync(TestGateway gateway)
    {
        using var client = new System.Net.Sockets.TcpClient();
        await client.ConnectAsync(Address(gateway).Host, Address(gateway).Port, Cancellation);
        await using var tls = new SslStream(client.GetStream(), false, (_, shown, _, _) => shown?.Subject == "CN=localhost");
        await tls.AuthenticateAsClientAsync(new SslClientAuthenticationOptions { TargetHost = "localhost", EnabledSslProtocols = SslProtocols.Tls12 }, Cancellation);
        return ((X509Certificate2)tls.RemoteCertificate!).Thumbprint;
    }
}
