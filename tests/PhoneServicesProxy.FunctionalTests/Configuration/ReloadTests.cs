using System.Text.Json;
using CallManagerSimulator;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Testing;
using PhoneServicesProxy.Configuration;
using PhoneServicesProxy.FunctionalTests.Hosting;

namespace PhoneServicesProxy.FunctionalTests.Configuration;

public sealed class ReloadTests : IDisposable
{
    private readonly string _directory = Directory.CreateTempSubdirectory("gateway-reload").FullName;

    private string File => Path.Combine(_directory, "site.json");

    [Fact]
    public async Task Reload_NodeAddedAndRemovedUnderLoad_NoBadPage()
    {
        await using var cluster = await SimulatedCluster.StartAsync(ct: TestContext.Current.CancellationToken);
        await using var gateway = await StartAsync(cluster, "publisher");
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        var bad = 0;
        var pressing = Task.Run(
            async () =>
            {
                using var phone = new Phone(gateway.Address);
                while (!stop.IsCancellationRequested)
                {
                    bad += (await phone.MenuAsync()).Body.Contains("CiscoIPPhoneMenu", StringComparison.Ordinal) ? 0 : 1;
                }
            },
            TestContext.Current.CancellationToken);

        await WriteAsync(cluster, "publisher", "subscriber1");
        await Eventually.IsAsync(() => cluster["subscriber1"].Counters.Requests > 0);
        await WriteAsync(cluster, "subscriber1");
        await Eventually.IsAsync(() => gateway.Get<CurrentConfiguration>().Options.Nodes.Count == 1);
        await cluster["publisher"].SetFaultAsync(NodeFault.Kill, TestContext.Current.CancellationToken);
        using var after = new Phone(gateway.Address);
        Assert.Equal("CiscoIPPhoneMenu", (await after.MenuAsync()).Root);
        await stop.CancelAsync();
        await pressing;

        Assert.Equal(0, bad);
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
        return await TestGateway.StartAsync(ConfigurationLayers.Shipped(
            [File],
            ["--Urls=http://127.0.0.1:0", "--PhoneServices:Management:Url=http://127.0.0.1:0", "--Logging:LogLevel:Default=None"]));
    }

    private Task WriteAsync(SimulatedCluster cluster, params string[] nodes) =>
        System.IO.File.WriteAllTextAsync(
            File,
            JsonSerializer.Serialize(new { PhoneServices = new { Nodes = nodes.ToDictionary(name => name, name => new { Address = cluster[name].Address.ToString() }) } }),
            TestContext.Current.CancellationToken);
}
