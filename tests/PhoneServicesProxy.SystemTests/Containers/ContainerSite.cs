using System.Globalization;
using System.Net;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json;
using PhoneServicesProxy.TestKit.Certificates;
using PhoneServicesProxy.TestKit.Processes;

namespace PhoneServicesProxy.SystemTests.Containers;

/// <summary>Images, three nodes and a gateway before them, each in a container. Started once for all tests of containers.</summary>
public sealed class ContainerSite : IAsyncLifetime
{
    public const string Key = "a-key-of-the-tests-0123456789abcdef";

    /// <summary>A start takes a second, on a machine that has nothing else to do.</summary>
    internal static readonly TimeSpan Limit = TimeSpan.FromMinutes(2);

    private const int Nodes = 3;

    /// <summary>Nine hours before UTC, all year.</summary>
    private const string Zone = "Asia/Tokyo";

    private readonly Container?[] _nodes = new Container?[Nodes];
    private readonly HttpClient _client = new();
    private ContainerEngine? _engine;
    private Container? _gateway;
    private int _versions;

    internal ContainerEngine Engine => _engine!;

    internal Container Gateway => _gateway!;

    internal IPEndPoint Phones => new(Gateway.Address, 8080);

    internal IPEndPoint SecuredPhones => new(Gateway.Address, 8443);

    internal Uri Management => new($"http://{Gateway.Address}:9901");

    /// <summary>What is mounted into the gateway's container.</summary>
    internal string Settings => Path.Combine(Engine.Folder, "settings");

    public async ValueTask InitializeAsync()
    {
        _engine = await ContainerEngine.CreateAsync();
        try
        {
            await GatewayImages.BuildAsync(_engine);
            using var certificate = TestCertificate.SelfSigned("phones.example.com");
            await WriteAsync(certificate, SiteFile());
            await Task.WhenAll(Enumerable.Range(0, Nodes).Select(StartNodeAsync));
            _gateway = await StartGatewayAsync("gateway", _engine.Address(20), "--env", $"TZ={Zone}",

                // Work waits for processors that other tests have: that is no overload yet.
                "--env", "PhoneServices__LoadShedding__TargetDelay=00:00:00.500");
        }
        catch
        {
            await DisposeAsync();
            throw;
        }
    }

    /// <summary>Returns when the node's container answers.</summary>
    internal async Task StartNodeAsync(int index)
    {
        var address = Engine.Address(11 + index);
        var node = await Engine.StartAsync(
            NodeName(index), address, "--entrypoint", """["dotnet","/app/CallManagerSimulator.dll"]""", GatewayImages.Gateway,
            "--name", NodeName(index), "--nodes", "1", "--address", $"{address}", "--port", "8080", "--control-address", "0.0.0.0", "--control-port", "8090");
        _nodes[index] = node;
        await node.Process.WaitForPortAsync(new IPEndPoint(address, 8080), Limit);
    }

    internal Task KillNodeAsync(int index) => _nodes[index]!.KillAsync();

    internal static string NodeName(int index) => string.Create(CultureInfo.InvariantCulture, $"subscriber{index + 1}");

    /// <summary>With little memory, the mounted settings, and the rest from the environment. Returns when it is ready.</summary>
    internal async Task<Container> StartGatewayAsync(string name, IPAddress address, params string[] options)
    {
        var gateway = await Engine.StartAsync(
            name, address,
            [
                "--memory", "256m", "--stop-timeout", "40", "--volume", $"{Settings}:/etc/phone-services-proxy:ro",
                "--env", "PhoneServices__Management__Url=http://0.0.0.0:9901", "--env", $"PhoneServices__Management__ApiKey={Key}",
                "--env", "PhoneServices__Management__StateFile=",

                // All phones of the tests have one address.
                "--env", $"PhoneServices__Security__RateLimit__ExemptNetworks__0={Engine.Address(1)}/32", .. options, GatewayImages.Gateway, "run", "--config", "/etc/phone-services-proxy/site.json",
            ]);
        try
        {
            await gateway.Process.WaitForAsync(token => IsReadyAsync(new Uri($"http://{address}:9901/readyz"), token), Limit, "not ready");
        }
        catch
        {
            await gateway.DisposeAsync();
            throw;
        }

        return gateway;
    }

    internal async Task<bool> IsReadyAsync(Uri readiness, CancellationToken cancellation)
    {
        try
        {
            using var answer = await _client.GetAsync(readiness, cancellation);
            return answer.StatusCode == HttpStatusCode.OK;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    internal string SiteFile(int weight = 100) => JsonSerializer.Serialize(new
    {
        Urls = "http://*:8080;https://*:8443",
        PhoneServices = new
        {
            Tls = new { Certificate = new { Path = "/etc/phone-services-proxy/tls.crt", KeyPath = "/etc/phone-services-proxy/tls.key" } },
            Nodes = Enumerable.Range(0, Nodes).ToDictionary(NodeName, index => new { Address = $"http://{Engine.Address(11 + index)}:8080/", Weight = weight }),
        },
    });

    /// <summary>All files at once, as the kubelet writes a ConfigMap and a secret: a link to a new directory takes the place of the old one.</summary>
    internal async Task WriteAsync(X509Certificate2 certificate, string site)
    {
        var version = string.Create(CultureInfo.InvariantCulture, $"..{++_versions}");
        var folder = Directory.CreateDirectory(Path.Combine(Settings, version)).FullName;
        await File.WriteAllTextAsync(Path.Combine(folder, "site.json"), site);
        await File.WriteAllTextAsync(Path.Combine(folder, "tls.crt"), certificate.ExportCertificatePem());
        await File.WriteAllTextAsync(Path.Combine(folder, "tls.key"), TestCertificate.KeyPem(certificate));
        await Command.RunAsync(
            "sh", "-c",
            $"cd {Settings} && chmod -R a+rX . && ln -s {version} ..data.new && mv -T ..data.new ..data && for file in site.json tls.crt tls.key; do [ -L $file ] || ln -s ..data/$file $file; done");
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var container in _nodes.Append(_gateway).OfType<Container>())
        {
            await container.DisposeAsync();
        }

        if (_engine is not null)
        {
            await _engine.DisposeAsync();
        }

        _client.Dispose();
    }
}
