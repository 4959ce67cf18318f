using System.Net;
using System.Net.Http.Json;
using System.Net.Sockets;
using CallManagerSimulator;
using PhoneServicesProxy.Commands.Nodes;
using PhoneServicesProxy.FunctionalTests.Hosting;
using PhoneServicesProxy.Management.Access;
using PhoneServicesProxy.Management.Api;
using PhoneServicesProxy.Management.Server;
using PhoneServicesProxy.Watching;

namespace PhoneServicesProxy.FunctionalTests.Management;

/// <summary>Keys with a name and a role: what a viewer may, what an operator may, and what becomes of wrong ones.</summary>
public sealed class KeysTests : IDisposable
{
    private const string Keys = "--PhoneServices:Management:Keys";
    private const string Drain = "api/nodes/publisher/drain";
    private const string Viewer = "0123456789abcdef-of-the-viewer";
    private const string Operator = "0123456789abcdef-of-alice";

    /// <summary>Whoever comes through a proxy is not of this machine.</summary>
    private static readonly (string Name, string Value) Elsewhere = ("X-Forwarded-For", "10.9.9.9");

    private readonly string _directory = Directory.CreateTempSubdirectory("gateway-keys").FullName;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private string ViewersFile => Path.Combine(_directory, "noc");

    private string OperatorsFile => Path.Combine(_directory, "alice");

    [Fact]
    public async Task Viewer_EveryRead_IsAllowedAndNoChangeIs()
    {
        await using var cluster = await SimulatedCluster.StartAsync(ct: Cancellation);
        await using var gateway = await TestGateway.StartAsync(cluster, [.. Settings(), Manager.Setting]);
        using var anybody = new Manager(gateway, key: null);
        using var viewer = new Manager(gateway, Viewer);
        using var manager = new Manager(gateway);

        foreach (var path in new[] { "api/nodes", "api/services", "api/events", "api/configuration", "api/wiring", "api/watches", "api/access", "openapi.json", "metrics" })
        {
            Assert.Equal(HttpStatusCode.Unauthorized, (await anybody.TryAsync(HttpMethod.Get, path, Elsewhere)).Status);
            Assert.Equal(HttpStatusCode.OK, (await viewer.TryAsync(HttpMethod.Get, path, Elsewhere)).Status);
        }

        foreach (var (method, path) in new[]
        {
            (HttpMethod.Post, Drain), (HttpMethod.Post, "api/nodes/publisher/maintenance"), (HttpMethod.Post, "api/nodes/publisher/activate"),
            (HttpMethod.Delete, "api/nodes/publisher/override"), (HttpMethod.Post, "api/watches"), (HttpMethod.Delete, "api/watches/x"),
            (HttpMethod.Post, "api/wiring/audit"), (HttpMethod.Put, "api/nodes"), (HttpMethod.Post, "nothing"),
        })
        {
            var (status, detail) = await viewer.TryAsync(method, path);
            Assert.Equal(HttpStatusCode.Forbidden, status);
            Assert.Contains("The API key of noc has the role Viewer, which cannot change anything. Use an operator's key", detail, StringComparison.Ordinal);
        }

        Assert.All((await manager.NodesAsync()).Nodes, node => Assert.Null(node.Override));
    }

    [Fact]
    public async Task Operator_Order_IsAcceptedAndTellsWhoseItWas()
    {
        await using var cluster = await SimulatedCluster.StartAsync(ct: Cancellation);
        await using var gateway = await TestGateway.StartAsync(cluster, Settings());
        using var alice = new Manager(gateway, Operator);

        Assert.Equal("alice from 127.0.0.1", (await alice.OrderAsync("publisher", "drain")).Override!.By);

        using var watch = await alice.SendAsync(HttpMethod.Post, "api/watches", JsonContent.Create(new WatchRequest("SEP001122334455")));
        Assert.Equal("alice from 127.0.0.1", (await watch.Content.ReadFromJsonAsync<WatchReport>(ApiJson.Options, Cancellation))!.By);
    }

    [Fact]
    public async Task Access_TellsWhoAsksAndWhatIsMissing()
    {
        await using var cluster = await SimulatedCluster.StartAsync(ct: Cancellation);
        await using var gateway = await TestGateway.StartAsync(cluster, [.. Settings(), Manager.Setting]);

        Assert.Equal(new("alice", "operator", true, "You are alice, an operator: you may look and give orders."), await AccessAsync(Operator));
        Assert.Equal(new("noc", "viewer", false, "You are noc, a viewer: you may look. Orders need an operator's key."), await AccessAsync(Viewer));
        Assert.Equal(("ApiKey", "operator"), ((await AccessAsync(Manager.Key)).Name, (await AccessAsync(Manager.Key)).Role));
        Assert.Equal(("this machine", null, false), (await AccessAsync(null) is var here ? here.Name : null, here.Role, here.MayOrder));

        async Task<AccessReport> AccessAsync(string? key)
        {
            using var manager = new Manager(gateway, key);
            return await manager.GetAsync<AccessReport>("api/access");
        }
    }

    [Fact]
    public async Task Commands_ViewersKey_SayWhoseItIsAndWhatIsMissing()
    {
        await using var cluster = await SimulatedCluster.StartAsync(ct: Cancellation);
        await using var gateway = await TestGateway.StartAsync(cluster, Settings());
        using var client = new ManagementClient(new() { Url = gateway.Get<ManagementServer>().Address!, Key = new(Viewer, ForReading: true, Missing: null) { Place = ViewersFile } });

        Assert.Equal("You are noc, a viewer: you may look. Orders need an operator's key.", (await client.GetAccessAsync(Cancellation))!.Text);
        foreach (var order in new Func<Task>[] { () => client.OrderAsync("publisher", "drain", null, Cancellation), () => client.StartWatchAsync("SEP001122334455", TimeSpan.FromMinutes(1), Cancellation) })
        {
            var error = await Assert.ThrowsAsync<ManagementException>(order);
            Assert.Contains("The API key of noc has the role Viewer", error.Message, StringComparison.Ordinal);
            Assert.Contains($"The key is the one in {ViewersFile}: give an operator's with --key-file FILE.", error.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task KeyFile_Replaced_NewKeyCountsAndABadOneLeavesItInForce()
    {
        await using var cluster = await SimulatedCluster.StartAsync(ct: Cancellation);
        await using var gateway = await TestGateway.StartAsync(cluster, [.. Settings(), Manager.Setting, "--Logging:LogLevel:Default=Information"]);
        using var log = GatewayLog.Of(gateway);
        using var manager = new Manager(gateway);
        using var before = new Manager(gateway, Operator);
        using var next = new Manager(gateway, "another-key-of-alice-s");
        await before.OrderAsync("publisher", "drain");

        await File.WriteAllTextAsync(OperatorsFile, "another-key-of-alice-s\n", Cancellation);

        Assert.Equal(HttpStatusCode.Unauthorized, (await before.TryAsync(HttpMethod.Post, Drain)).Status);
        await next.OrderAsync("publisher", "activate");

        foreach (var (content, fault) in new[] { ("short", "whose first line has fewer than 16 characters"), (Viewer, "which holds the same key as "), ("", "which is empty"), (null, "which does not exist") })
        {
            if (content is null)
            {
                File.Delete(OperatorsFile);
            }
            else
            {
                await File.WriteAllTextAsync(OperatorsFile, content, Cancellation);
            }

            await Eventually.IsAsync(() => gateway.Get<ApiKeys>().Faults.Any(known => known.Fault.StartsWith(fault, StringComparison.Ordinal)));
            await next.OrderAsync("publisher", "drain");
            Assert.Contains((await manager.NodesAsync()).Verdicts, verdict => verdict.Kind == VerdictKind.KeyNotInForce
                && verdict.Cause.Contains(fault, StringComparison.Ordinal) && verdict.Cause.EndsWith("The previous one stays", StringComparison.Ordinal));
            Assert.Contains(log.Lines, line => line.Contains(fault, StringComparison.Ordinal) && line.Contains("The previous key stays valid", StringComparison.Ordinal));
        }

        await File.WriteAllTextAsync(OperatorsFile, Operator, Cancellation);
        await Eventually.IsAsync(() => gateway.Get<ApiKeys>().Faults.Count == 0);
        await before.OrderAsync("publisher", "activate");
        Assert.DoesNotContain((await manager.NodesAsync()).Verdicts, verdict => verdict.Kind == VerdictKind.KeyNotInForce);
        Assert.All([Operator, Viewer, "another-key"], key => Assert.DoesNotContain(log.Lines, line => line.Contains(key, StringComparison.Ordinal)));
    }

    /// <summary>Two files that come to hold one key give the rights of the lesser.</summary>
    [Fact]
    public async Task ViewersFile_OperatorsKeyInIt_GivesNobodyMoreRights()
    {
        await using var cluster = await SimulatedCluster.StartAsync(ct: Cancellation);
        await using var gateway = await TestGateway.StartAsync(cluster, Settings());
        using var alice = new Manager(gateway, Operator);

        // Keys are read when they are first asked for. If both files held one key then, it would be nobody's.
        await alice.OrderAsync("publisher", "activate");
        await File.WriteAllTextAsync(ViewersFile, Operator, Cancellation);
        await Eventually.IsAsync(() => gateway.Get<ApiKeys>().Faults.Count == 1);

        using var viewer = new Manager(gateway, Viewer);
        Assert.Equal(HttpStatusCode.Forbidden, (await viewer.TryAsync(HttpMethod.Post, Drain)).Status);
        await alice.OrderAsync("publisher", "drain");
    }

    [Fact]
    public async Task WrongKeys_FromOneAddress_AreSlowedDownAndNobodyElseIs()
    {
        await using var cluster = await SimulatedCluster.StartAsync(ct: Cancellation);
        await using var gateway = await TestGateway.StartAsync(cluster, Settings());
        using var guesser = new Manager(gateway.Get<ManagementServer>().Address!, "0123456789abcdef-is-a-guess", From("127.0.0.9"));
        using var typist = new Manager(gateway.Get<ManagementServer>().Address!, Operator, From("127.0.0.9"));
        using var alice = new Manager(gateway, Operator);

        // On a slow machine a batch may take so long that each guess finds its turn.
        await Eventually.IsAsync(async () =>
        {
            var guesses = Enumerable.Range(0, 3 * WrongKeys.Free).Select(_ => guesser.TryAsync(HttpMethod.Post, Drain)).ToArray();
            await alice.OrderAsync("publisher", "drain");
            var answers = await Task.WhenAll(guesses);
            Assert.All(answers, answer => Assert.True(
                answer.Status == HttpStatusCode.Unauthorized
                || (answer.Status == HttpStatusCode.TooManyRequests && answer.Detail.StartsWith("Too many wrong API keys came from this address.", StringComparison.Ordinal))));
            return answers.Any(answer => answer.Status == HttpStatusCode.TooManyRequests);
        });

        // The right key from there waits a moment at most.
        await Eventually.IsAsync(async () => (await typist.TryAsync(HttpMethod.Post, Drain)).Status == HttpStatusCode.OK);
    }

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    private static SocketsHttpHandler From(string address) => new()
    {
        UseProxy = false,
        ConnectCallback = async (context, cancellation) =>
        {
            var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
            socket.Bind(new IPEndPoint(IPAddress.Parse(address).MapToIPv6(), 0));
            await socket.ConnectAsync(context.DnsEndPoint, cancellation);
            return new NetworkStream(socket, ownsSocket: true);
        },
    };

    private string[] Settings()
    {
        File.WriteAllText(ViewersFile, Viewer);
        File.WriteAllText(OperatorsFile, Operator);
        return [$"{Keys}:noc:KeyFile={ViewersFile}", $"{Keys}:alice:Role=Operator", $"{Keys}:alice:KeyFile={OperatorsFile}"];
    }
}
