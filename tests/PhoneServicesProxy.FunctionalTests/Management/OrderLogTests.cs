using System.Net.Http.Json;
using System.Text.Json;
using CallManagerSimulator;
using PhoneServicesProxy.FunctionalTests.Hosting;
using PhoneServicesProxy.Management.Api;
using PhoneServicesProxy.Management.OrderLog;
using PhoneServicesProxy.Nodes;
using PhoneServicesProxy.Watching;

namespace PhoneServicesProxy.FunctionalTests.Management;

/// <summary>Who ordered what: on disk before the order is answered, whatever becomes of the gateway then.</summary>
public sealed class OrderLogTests : IDisposable
{
    private const string Device = "SEP001122334455";
    private const string Viewer = "0123456789abcdef-of-the-viewer";

    private readonly string _directory = Directory.CreateTempSubdirectory("gateway-audit").FullName;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private string Log => Path.Combine(_directory, "audit.jsonl");

    private string[] Settings => [Manager.Setting, $"--PhoneServices:Management:AuditLog:File={Log}"];

    [Fact]
    public async Task Order_Answered_IsInTheFileWithWhoFromWhereWhatWhyAndResult()
    {
        await using var cluster = await SimulatedCluster.StartAsync(ct: Cancellation);
        await using var gateway = await TestGateway.StartAsync(cluster, Settings);
        using var manager = new Manager(gateway);
        var before = TimeProvider.System.GetUtcNow();

        var result = await manager.OrderAsync("PUBLISHER", "drain", "new disk");

        var line = Assert.Single(Lines());
        Assert.InRange(line.GetProperty("time").GetDateTimeOffset(), before, TimeProvider.System.GetUtcNow());
        Assert.Equal(
            ("ApiKey", "operator", "127.0.0.1", "drainNode", "publisher", "new disk", "done", "200", result.Text),
            (Of(line, "who"), Of(line, "role"), Of(line, "from"), Of(line, "what"), Of(line, "target"), Of(line, "reason"), Of(line, "result"), Of(line, "status"), Of(line, "text")));
    }

    [Fact]
    public async Task EveryChange_AlsoOneThatFails_HasOneLineAndNoReadHasAny()
    {
        await using var cluster = await SimulatedCluster.StartAsync(ct: Cancellation);
        await using var gateway = await TestGateway.StartAsync(cluster, Settings);
        using var manager = new Manager(gateway);

        await manager.OrderAsync("publisher", "maintenance");
        await manager.OrderAsync("publisher", "activate");
        await manager.TryAsync(HttpMethod.Delete, "api/nodes/publisher/override");
        await manager.TryAsync(HttpMethod.Post, "api/nodes/nobody/drain");
        using var started = await manager.SendAsync(HttpMethod.Post, "api/watches", JsonContent.Create(new WatchRequest(Device)));
        var watch = (await started.Content.ReadFromJsonAsync<WatchReport>(ApiJson.Options, Cancellation))!;
        await manager.NodesAsync();
        await manager.GetTextAsync($"api/watches/{watch.Id}");
        await manager.TryAsync(HttpMethod.Delete, $"api/watches/{watch.Id}");
        using var nothing = await manager.SendAsync(HttpMethod.Post, "nothing");

        Assert.Equal(
            [
                ("maintenanceNode", "publisher", "done"), ("activateNode", "publisher", "done"), ("clearOverride", "publisher", "done"), ("drainNode", "nobody", "failed"),
                ("startWatch", Device, "done"), ("endWatch", Device, "done"),
            ],
            Lines().Select(line => (Of(line, "what"), Of(line, "target"), Of(line, "result"))));
    }

    [Fact]
    public async Task RefusedOrders_AreInTheFileButNotAllOfMany()
    {
        var keyFile = Path.Combine(_directory, "noc");
        await File.WriteAllTextAsync(keyFile, Viewer, Cancellation);
        await using var cluster = await SimulatedCluster.StartAsync(ct: Cancellation);
        await using var gateway = await TestGateway.StartAsync(cluster, [.. Settings, $"--PhoneServices:Management:Keys:noc:KeyFile={keyFile}"]);
        using var viewer = new Manager(gateway, Viewer);
        using var guesser = new Manager(gateway, "0123456789abcdef-is-a-guess");
        using var nobody = new Manager(gateway, key: null);

        await viewer.TryAsync(HttpMethod.Post, "api/nodes/publisher/drain");
        await guesser.TryAsync(HttpMethod.Post, "api/nodes/publisher/drain");
        await nobody.TryAsync(HttpMethod.Post, "api/watches");
        await nobody.TryAsync(HttpMethod.Post, "api/nodes/publisher/drain", ("Origin", "http://evil.example"));
        Assert.Equal(
            [("noc", "viewer", "refused", "403"), ("", null, "refused", "401"), ("this machine", null, "refused", "401"), ("", null, "refused", "403")],
            Lines().Select(line => (Of(line, "who"), Of(line, "role"), Of(line, "result"), Of(line, "status"))));
        Assert.DoesNotContain("is-a-guess", await File.ReadAllTextAsync(Log, Cancellation), StringComparison.Ordinal);

        for (var time = 0; time < 50; time++)
        {
            await nobody.TryAsync(HttpMethod.Post, "api/nodes/publisher/drain");
        }

        Assert.InRange(Lines().Length, 5, 20);
        await viewer.TryAsync(HttpMethod.Post, "api/nodes/publisher/drain");
        Assert.InRange(Lines()[^1].GetProperty("leftOut").GetInt32(), 40, 50);
    }

    [Fact]
    public async Task Restart_GoesOnInTheSameFile()
    {
        await using var cluster = await SimulatedCluster.StartAsync(ct: Cancellation);
        foreach (var verb in new[] { "drain", "activate" })
        {
            await using var gateway = await TestGateway.StartAsync(cluster, Settings);
            using var manager = new Manager(gateway);
            await manager.OrderAsync("publisher", verb);
        }

        Assert.Equal(["drainNode", "activateNode"], Lines().Select(line => Of(line, "what")));
    }

    [Fact]
    public async Task FileThatCannotBeWritten_OrderIsCarriedOutAndLogAndPageSaySo()
    {
        await using var cluster = await SimulatedCluster.StartAsync(ct: Cancellation);
        await using var gateway = await TestGateway.StartAsync(cluster, [.. Settings, "--Logging:LogLevel:Default=Information"]);
        using var log = GatewayLog.Of(gateway);
        using var manager = new Manager(gateway);
        File.Delete(Log);
        Directory.CreateDirectory(Log);

        Assert.NotNull((await manager.OrderAsync("publisher", "drain", "new disk")).Override);

        Assert.Contains(log.Lines, line => line.Contains($"The audit log {Log} cannot be written", StringComparison.Ordinal) && line.Contains("\"what\":\"drainNode\"", StringComparison.Ordinal));
        var verdict = Assert.Single((await manager.NodesAsync()).Verdicts, verdict => verdict.Kind == VerdictKind.OrdersNotRecorded);
        Assert.Equal(("Orders are NOT RECORDED in the audit log", VerdictSeverity.Trouble), (verdict.Headline, verdict.Severity));

        Directory.Delete(Log);
        await manager.OrderAsync("publisher", "activate");

        Assert.Equal("activateNode", Of(Assert.Single(Lines()), "what"));
        Assert.DoesNotContain((await manager.NodesAsync()).Verdicts, verdict => verdict.Kind == VerdictKind.OrdersNotRecorded);
    }

    [Fact]
    public async Task FullDisk_OrdersAreCarriedOutAndStandInTheGatewaysLog_NoHalfLineIsLeft()
    {
        await using var disk = await SmallDisk.MountAsync(_directory, "64k");
        await using var cluster = await SimulatedCluster.StartAsync(ct: Cancellation);
        await using var gateway = await TestGateway.StartAsync(
            cluster, [Manager.Setting, $"--PhoneServices:Management:StateFile={Path.Combine(_directory, "state.json")}", "--Logging:LogLevel:Default=Information"]);
        using var log = GatewayLog.Of(gateway);
        using var manager = new Manager(gateway);
        Assert.True((await manager.OrderAsync("publisher", "drain")).SurvivesRestart);
        disk.Fill();

        // What is left of the file's last page still takes some lines.
        var orders = 1;
        while (gateway.Get<OrderLogWriter>().Trouble is null)
        {
            Assert.InRange(orders++, 1, 100);
            var order = await manager.OrderAsync("subscriber1", "maintenance", $"order {orders}");
            Assert.Equal((NodeState.Maintenance, false), (order.State, order.SurvivesRestart));
        }

        Assert.Equal(orders - 1, Lines().Length);
        Assert.Equal(NodeState.Maintenance, (await manager.NodesAsync()).Nodes.Single(node => node.Name == "subscriber1").State);
        Assert.Contains(log.Lines, line => line.Contains("No space left on device", StringComparison.Ordinal) && line.Contains($"\"reason\":\"order {orders}\"", StringComparison.Ordinal));
        Assert.Contains(log.Lines, line => line.StartsWith($"The state file {_directory}", StringComparison.Ordinal));
        Assert.Contains((await manager.NodesAsync()).Verdicts, verdict => verdict.Kind == VerdictKind.OrdersNotRecorded);

        disk.MakeRoom();
        Assert.True((await manager.OrderAsync("subscriber1", "activate")).SurvivesRestart);

        Assert.Equal((orders, "activateNode"), (Lines().Length, Of(Lines()[^1], "what")));
        Assert.DoesNotContain((await manager.NodesAsync()).Verdicts, verdict => verdict.Kind == VerdictKind.OrdersNotRecorded);
    }

    [Fact]
    public async Task FileThatCannotBeWritten_AtTheStart_IsToldBeforeTheFirstOrder()
    {
        Directory.CreateDirectory(Path.Combine(_directory, "folder"));
        await using var cluster = await SimulatedCluster.StartAsync(ct: Cancellation);
        await using var gateway = await TestGateway.StartAsync(
            cluster, Manager.Setting, $"--PhoneServices:Management:AuditLog:File={Path.Combine(_directory, "folder", new string('x', 300))}");

        Assert.NotNull(gateway.Get<OrderLogWriter>().Trouble);
    }

    [Fact]
    public async Task NoFile_OrdersStandInTheGatewaysLog()
    {
        await using var cluster = await SimulatedCluster.StartAsync(ct: Cancellation);
        await using var gateway = await TestGateway.StartAsync(cluster, Manager.Setting, "--Logging:LogLevel:Default=Information");
        using var log = GatewayLog.Of(gateway);
        using var manager = new Manager(gateway);

        await manager.OrderAsync("publisher", "drain");

        Assert.Contains(log.Lines, line => line.StartsWith("Order: {\"time\":", StringComparison.Ordinal) && line.Contains("\"what\":\"drainNode\"", StringComparison.Ordinal));
    }

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    private static string? Of(JsonElement line, string property) => line.TryGetProperty(property, out var value) ? value.ToString() : null;

    private JsonElement[] Lines() => [.. File.ReadAllLines(Log).Select(line => JsonDocument.Parse(line).RootElement)];
}
