using System.Collections;
using System.Collections.Concurrent;
using System.Text.Json;
using CallManagerSimulator;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Testing;
using PhoneServicesProxy.Composition;
using PhoneServicesProxy.Configuration;
using PhoneServicesProxy.FunctionalTests.Hosting;
using PhoneServicesProxy.Nodes;
using PhoneServicesProxy.TestKit.Processes;

namespace PhoneServicesProxy.FunctionalTests.Configuration;

public sealed class ReloadTests : IDisposable
{
    private static readonly string[] Quiet =
        ["--Urls=http://127.0.0.1:0", "--PhoneServices:Management:Url=http://127.0.0.1:0", "--Logging:LogLevel:Default=None"];

    private readonly string _directory = Directory.CreateTempSubdirectory("gateway-reload").FullName;

    private string File => Path.Combine(_directory, "site.json");

    [Fact]
    public async Task Reload_NodeAddedAndRemovedUnderLoad_NoBadPage()
    {
        await using var cluster = await SimulatedCluster.StartAsync(ct: TestContext.Current.CancellationToken);
        await using var gateway = await StartAsync(cluster, "publisher");
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        var (good, bad) = (0, 0);
        var pressing = Task.Run(
            async () =>
            {
                using var phone = new Phone(gateway.Address);
                while (!stop.IsCancellationRequested)
                {
                    if ((await phone.MenuAsync()).Body.Contains("CiscoIPPhoneMenu", StringComparison.Ordinal))
                        Interlocked.Increment(ref good);
                    else
                        Interlocked.Increment(ref bad);
                }
            },
            TestContext.Current.CancellationToken);

        await PressedAsync();
        await WriteAsync(cluster, "publisher", "subscriber1");
        await Eventually.IsAsync(() => cluster["subscriber1"].Counters.Requests > 0);
        await PressedAsync();
        await WriteAsync(cluster, "subscriber1");
        await Eventually.IsAsync(() => gateway.Get<CurrentConfiguration>().Options.Nodes.Count == 1);
        await cluster["publisher"].SetFaultAsync(NodeFault.Kill, TestContext.Current.CancellationToken);
        using var after = new Phone(gateway.Address);
        Assert.Equal("CiscoIPPhoneMenu", (await after.MenuAsync()).Root);
        await PressedAsync();
        await stop.CancelAsync();
        await pressing;

        Assert.Equal(0, bad);

        Task PressedAsync()
        {
            var before = Volatile.Read(ref good);
            return Eventually.IsAsync(() => Volatile.Read(ref bad) > 0 || Volatile.Read(ref good) > before + 3);
        }
    }

    [Fact]
    public async Task Reload_ConfigMapSwappedByALink_IsTakenOver()
    {
        await using var cluster = await SimulatedCluster.StartAsync(ct: TestContext.Current.CancellationToken);
        var (old, fresh, data) = (Folder("..2026_1"), Folder("..2026_2"), Path.Combine(_directory, "..data"));
        await WriteAsync(cluster, "publisher");
        System.IO.File.Move(File, Path.Combine(old, "site.json"));
        await WriteAsync(cluster, "publisher", "subscriber1");
        System.IO.File.Move(File, Path.Combine(fresh, "site.json"));
        Directory.CreateSymbolicLink(data, Path.GetFileName(old));
        System.IO.File.CreateSymbolicLink(File, Path.Combine("..data", "site.json"));
        await using var gateway = await TestGateway.StartAsync(ConfigurationLayers.Shipped([File], Quiet));

        Directory.CreateSymbolicLink(data + "_tmp", Path.GetFileName(fresh));
        await Command.RunAsync("mv", "-T", data + "_tmp", data);

        await Eventually.IsAsync(() => gateway.Get<CurrentConfiguration>().Options.Nodes.Count == 2);
    }

    [Theory]
    [InlineData("""{ "PhoneServices": { "Nodes": { "publisher": { "Address": "nowhere" } } } }""")]
    [InlineData("""{ "PhoneServices": { "Nodes": """)]
    public async Task Reload_WrongFile_LastGoodStaysAndErrorIsKept(string wrong)
    {
        await using var cluster = await SimulatedCluster.StartAsync(ct: TestContext.Current.CancellationToken);
        await using var gateway = await StartAsync(cluster, "publisher");

        await System.IO.File.WriteAllTextAsync(File, wrong, TestContext.Current.CancellationToken);
        var reloader = gateway.Get<ConfigurationReloader>();
        await Eventually.IsAsync(() => reloader.LastErrors.Count > 0);
        using var phone = new Phone(gateway.Address);
        Assert.Equal("CiscoIPPhoneMenu", (await phone.MenuAsync()).Root);

        await WriteAsync(cluster, "publisher", "subscriber2");
        await Eventually.IsAsync(() => reloader.LastErrors.Count == 0 && gateway.Get<CurrentConfiguration>().Options.Nodes.Count == 2);
    }

    [Fact]
    public async Task Reload_FaultOfTheGateway_IsKeptAsAnErrorAndTold()
    {
        await using var cluster = await SimulatedCluster.StartAsync(ct: TestContext.Current.CancellationToken);
        await WriteAsync(cluster, "publisher");
        var arguments = new BreakingArguments([.. Quiet, "--PhoneServices:Management:StateFile="]);
        var loader = GatewaySite.Loader(ConfigurationLayers.Shipped([File], arguments));
        await using var gateway = Gateway.Build((await loader.LoadAsync()).Configuration!, loader);
        await gateway.StartAsync(TestContext.Current.CancellationToken);
        var reloader = gateway.Services.GetRequiredService<ConfigurationReloader>();
        var told = new ConcurrentQueue<LoadedConfiguration>();
        reloader.Reloaded += told.Enqueue;

        arguments.IsBroken = true;
        await WriteAsync(cluster, "publisher", "subscriber1");
        await Eventually.IsAsync(() => !told.IsEmpty);
        Assert.Null(Assert.Single(told).Configuration);
        Assert.Contains("because of a fault of the gateway (NotSupportedException)", Assert.Single(reloader.LastErrors).ToString(), StringComparison.Ordinal);

        arguments.IsBroken = false;
        await WriteAsync(cluster, "publisher", "subscriber1", "subscriber2");
        await Eventually.IsAsync(() => told.Count > 1);
        Assert.Empty(reloader.LastErrors);
        Assert.Equal(3, gateway.Services.GetRequiredService<CurrentConfiguration>().Options.Nodes.Count);
    }

    /// <summary>YARP itself only logs it, and goes on with a part of the change.</summary>
    [Fact]
    public async Task Accept_YarpCannotApplyIt_TheOneBeforeIsInForce()
    {
        await using var cluster = await SimulatedCluster.StartAsync(ct: TestContext.Current.CancellationToken);
        await using var gateway = await StartAsync(cluster, "publisher");
        var current = gateway.Get<CurrentConfiguration>();
        var before = current.Value;
        var menu = before.Routes.First(route => route.RouteId == "services-menu-jsp");
        var broken = menu with { RouteId = "broken", Match = new() { Path = "/broken", Headers = [new() { Name = "a", Values = [null!] }] } };

        Assert.NotNull(current.Accept(before with { Routes = [.. before.Routes, broken] }));

        Assert.Equal(before.Routes, current.Value.Routes);
        using var phone = new Phone(gateway.Address);
        Assert.Equal("CiscoIPPhoneMenu", (await phone.MenuAsync()).Root);
        Assert.Null(current.Accept(before with { Routes = [.. before.Routes, broken with { Match = new() { Path = "/broken" } }] }));
        Assert.Contains(current.Value.Routes, route => route.RouteId == "broken");
    }

    [Fact]
    public async Task Reload_OtherRedis_AsksForRestartWithoutItsPassword()
    {
        await using var node = await ScriptedNode.StartAsync(_ => Task.CompletedTask);
        await WriteRedisAsync("127.0.0.1:1,password=first-secret");
        await using var gateway = await TestGateway.StartAsync(ConfigurationLayers.Shipped(
            [File],
            [
                "--Urls=http://127.0.0.1:0", "--PhoneServices:Management:Url=http://127.0.0.1:0",
                "--Logging:LogLevel:Default=Debug", "--Logging:Console:LogLevel:Default=None",
            ]));
        using var logs = new FakeLoggerProvider();
        gateway.Get<ILoggerFactory>().AddProvider(logs);

        await WriteRedisAsync("127.0.0.1:1,password=second-secret");

        await Eventually.IsAsync(() => logs.Collector.GetSnapshot().Any(line => line.Id.Name == "ConfigurationNeedsRestart"));
        Assert.DoesNotContain(logs.Collector.GetSnapshot(), line => $"{line.Message} {line.Exception}".Contains("secret", StringComparison.Ordinal));

        Task WriteRedisAsync(string redis) => System.IO.File.WriteAllTextAsync(
            File,
            JsonSerializer.Serialize(new { PhoneServices = new { Nodes = new { only = new { Address = node.Address.ToString() } }, LastGoodPage = new { Redis = redis } } }),
            TestContext.Current.CancellationToken);
    }

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    private async Task<TestGateway> StartAsync(SimulatedCluster cluster, params string[] nodes)
    {
        await WriteAsync(cluster, nodes);
        return await TestGateway.StartAsync(ConfigurationLayers.Shipped([File], Quiet));
    }

    private string Folder(string name) => Directory.CreateDirectory(Path.Combine(_directory, name)).FullName;

    private Task WriteAsync(SimulatedCluster cluster, params string[] nodes) =>
        System.IO.File.WriteAllTextAsync(
            File,
            JsonSerializer.Serialize(new { PhoneServices = new { Nodes = nodes.ToDictionary(name => name, name => new { Address = cluster[name].Address.ToString() }) } }),
            TestContext.Current.CancellationToken);

    /// <summary>Fails where nobody expects it.</summary>
    private sealed class BreakingArguments(string[] arguments) : IReadOnlyList<string>
    {
        public bool IsBroken { get; set; }

        public int Count => IsBroken ? throw new NotSupportedException() : arguments.Length;

        public string this[int index] => IsBroken ? throw new NotSupportedException() : arguments[index];

        public IEnumerator<string> GetEnumerator() => IsBroken ? throw new NotSupportedException() : arguments.AsEnumerable().GetEnumerator();

        IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
    }
}
