using System.Net;
using System.Net.NetworkInformation;
using System.Net.Sockets;
using CallManagerSimulator;
using PhoneServicesProxy.FunctionalTests.Hosting;
using PhoneServicesProxy.Management.Server;

namespace PhoneServicesProxy.FunctionalTests.Management;

public sealed class AccessTests : IDisposable
{
    private const string Drain = "api/nodes/publisher/drain";

    private readonly string _directory = Directory.CreateTempSubdirectory("gateway-access").FullName;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task PhonesAddress_ServesNothingOfIt()
    {
        await using var cluster = await SimulatedCluster.StartAsync(ct: Cancellation);
        await using var gateway = await TestGateway.StartAsync(cluster, Manager.Setting);
        using var manager = new Manager(gateway.Address);

        foreach (var path in new[] { "api/nodes", "api/services", "api/events", "api/events/stream", "api/configuration", "openapi.json", "metrics", "livez", "readyz" })
        {
            using var answer = await manager.SendAsync(HttpMethod.Get, path);
            Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        }

        using var order = await manager.SendAsync(HttpMethod.Post, Drain);
        Assert.Equal(HttpStatusCode.NotFound, order.StatusCode);
    }

    [Theory]
    [InlineData(null, "A change needs the API key")]
    [InlineData("", "A change needs the API key")]
    [InlineData("0123456789abcdef-of-the-test", "The API key is wrong.")]
    [InlineData("0123456789ABCDEF-of-the-tests", "The API key is wrong.")]
    public async Task Change_FromThisMachine_TakesTheKey(string? key, string detail)
    {
        await using var cluster = await SimulatedCluster.StartAsync(ct: Cancellation);
        await using var gateway = await TestGateway.StartAsync(cluster, Manager.Setting);
        using var manager = new Manager(gateway, string.IsNullOrEmpty(key) ? null : key);
        using var other = new Manager(gateway);

        foreach (var (method, path) in new[] { (HttpMethod.Post, Drain), (HttpMethod.Delete, "api/nodes/publisher/override"), (HttpMethod.Put, "api/nodes") })
        {
            var (status, message) = await manager.TryAsync(method, path);
            Assert.Equal(HttpStatusCode.Unauthorized, status);
            Assert.Contains(detail, message, StringComparison.Ordinal);
        }

        Assert.Null((await other.NodesAsync()).Nodes.Single(node => node.Name == "publisher").Override);
    }

    [Fact]
    public async Task Change_NoKeyAnywhere_SaysWhichSettingIsMissing()
    {
        await using var cluster = await SimulatedCluster.StartAsync(ct: Cancellation);
        await using var gateway = await TestGateway.StartAsync(cluster);
        using var manager = new Manager(gateway, key: null);

        var (status, detail) = await manager.TryAsync(HttpMethod.Post, Drain);

        Assert.Equal(HttpStatusCode.Unauthorized, status);
        Assert.Contains("PhoneServices:Management:ApiKeyFile", detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Change_KeyThatTheGatewayMade_IsAccepted()
    {
        await using var cluster = await SimulatedCluster.StartAsync(ct: Cancellation);
        await using var gateway = await TestGateway.StartAsync(cluster, $"--PhoneServices:Management:StateFile={Path.Combine(_directory, "state.json")}");
        var file = Path.Combine(_directory, "management.key");
        using var manager = new Manager(gateway, (await File.ReadAllTextAsync(file, Cancellation)).Trim());

        Assert.NotNull((await manager.OrderAsync("publisher", "drain")).Override);
        Assert.True(OperatingSystem.IsWindows() || File.GetUnixFileMode(file) == (UnixFileMode.UserRead | UnixFileMode.UserWrite));
    }

    [Fact]
    public async Task Change_KeyFileReplaced_NewKeyCountsAndOldDoesNot()
    {
        var file = Path.Combine(_directory, "key");
        await File.WriteAllTextAsync(file, Manager.Key + "\nsecond line\n", Cancellation);
        await using var cluster = await SimulatedCluster.StartAsync(ct: Cancellation);
        await using var gateway = await TestGateway.StartAsync(cluster, $"--PhoneServices:Management:ApiKeyFile={file}");
        using var manager = new Manager(gateway);
        await manager.OrderAsync("publisher", "drain");

        await File.WriteAllTextAsync(file, "another-key-of-the-tests", Cancellation);

        Assert.Equal(HttpStatusCode.Unauthorized, (await manager.TryAsync(HttpMethod.Post, Drain)).Status);
        using var next = new Manager(gateway, "another-key-of-the-tests");
        Assert.Null((await next.OrderAsync("publisher", "activate")).Override);
    }

    [Theory]
    [InlineData("Host", "evil.example:9901")]
    [InlineData("X-Forwarded-For", "10.9.9.9")]
    [InlineData("Forwarded", "for=10.9.9.9")]
    [InlineData("Via", "1.1 proxy")]
    public async Task Read_NotSurelyFromThisMachine_TakesTheKey(string header, string value)
    {
        await using var cluster = await SimulatedCluster.StartAsync(ct: Cancellation);
        await using var gateway = await TestGateway.StartAsync(cluster, Manager.Setting);
        using var anybody = new Manager(gateway, key: null);
        using var manager = new Manager(gateway);

        foreach (var path in new[] { "api/nodes", "api/events", "api/configuration", "openapi.json", "metrics" })
        {
            Assert.Equal(HttpStatusCode.OK, (await anybody.TryAsync(HttpMethod.Get, path)).Status);
            Assert.Equal(HttpStatusCode.Unauthorized, (await anybody.TryAsync(HttpMethod.Get, path, (header, value))).Status);
            Assert.Equal(HttpStatusCode.OK, (await manager.TryAsync(HttpMethod.Get, path, (header, value))).Status);
        }

        Assert.Equal(HttpStatusCode.OK, (await anybody.TryAsync(HttpMethod.Get, "livez", (header, value))).Status);
    }

    [Fact]
    public async Task AnyRequest_FromPageOfAnotherSite_IsRefusedEvenWithTheKey()
    {
        await using var cluster = await SimulatedCluster.StartAsync(ct: Cancellation);
        await using var gateway = await TestGateway.StartAsync(cluster, Manager.Setting);
        using var manager = new Manager(gateway);

        Assert.Equal(HttpStatusCode.Forbidden, (await manager.TryAsync(HttpMethod.Post, Drain, ("Origin", "http://evil.example"))).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await manager.TryAsync(HttpMethod.Get, "api/nodes", ("Sec-Fetch-Site", "cross-site"))).Status);
        Assert.Equal(HttpStatusCode.OK, (await manager.TryAsync(HttpMethod.Post, Drain, ("Origin", gateway.Get<ManagementServer>().Address!.GetLeftPart(UriPartial.Authority)))).Status);
    }

    [Fact]
    public async Task Read_FromElsewhere_TakesTheKey()
    {
        var address = AddressInTheNetwork();
        await using var cluster = await SimulatedCluster.StartAsync(ct: Cancellation);
        await using var gateway = await TestGateway.StartAsync(cluster, Manager.Setting, "--PhoneServices:Management:Url=http://0.0.0.0:0");
        var from = new UriBuilder(gateway.Get<ManagementServer>().Address!) { Host = address.ToString() }.Uri;
        using var anybody = new Manager(from, key: null);
        using var manager = new Manager(from);

        Assert.Equal(HttpStatusCode.Unauthorized, (await anybody.TryAsync(HttpMethod.Get, "api/nodes")).Status);
        Assert.Equal(HttpStatusCode.Unauthorized, (await anybody.TryAsync(HttpMethod.Get, "metrics")).Status);
        Assert.Equal(HttpStatusCode.OK, (await anybody.TryAsync(HttpMethod.Get, "livez")).Status);
        Assert.NotEmpty((await manager.NodesAsync()).Nodes);
        Assert.NotNull((await manager.OrderAsync("publisher", "drain")).Override);
    }

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    private static IPAddress AddressInTheNetwork() =>
        NetworkInterface.GetAllNetworkInterfaces()
            .Where(network => network.OperationalStatus == OperationalStatus.Up && network.NetworkInterfaceType != NetworkInterfaceType.Loopback)
            .SelectMany(network => network.GetIPProperties().UnicastAddresses)
            .Select(address => address.Address)
            .First(address => address.AddressFamily == AddressFamily.InterNetwork);
}
