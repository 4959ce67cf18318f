using System.Net;
using System.Text.Json;
using CallManagerSimulator;
using PhoneServicesProxy.Commands.Nodes;
using PhoneServicesProxy.FunctionalTests.Hosting;
using PhoneServicesProxy.FunctionalTests.Management;
using PhoneServicesProxy.Management.Api;
using PhoneServicesProxy.Watching;

namespace PhoneServicesProxy.FunctionalTests.Commands;

/// <summary>The command <c>watch</c> at a gateway that runs, goes, and comes back.</summary>
public sealed class WatchSessionTests : IDisposable
{
    private const string Device = "SEP001122334455";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly HeardText _output = new();
    private readonly HeardText _messages = new();
    private readonly CancellationTokenSource _stop = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
    private readonly Uri _management = new($"http://127.0.0.1:{FreePort.Next()}");

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Run_Presses_AreShownLiveUntilItIsStopped()
    {
        await using var cluster = await SimulatedCluster.StartAsync(ct: Cancellation);
        await using var gateway = await StartAsync(cluster);
        using var manager = new Manager(gateway);
        using var phone = new Phone(gateway.Address);
        var running = WatchAsync(TimeSpan.FromMinutes(15), json: false);
        await SaysAsync(_messages, $"{Device} is watched for 15 min, until ");

        await phone.MenuAsync();
        await SaysAsync(_output, ": page after ");

        Assert.Matches(@"(?m)^\d\d:\d\d:\d\d  services-menu /ccmcip/getservicesmenu\.jsp: page after [0-9.]+ ms, CiscoIPPhoneMenu ""Services""\r?\n          \w+: answered after [0-9.]+ ms\r?$", $"{_output}");
        await _stop.CancelAsync();
        await running.WaitAsync(Patience, Cancellation);
        Assert.Contains($"The watch has ended: 1 key press of {Device}.", $"{_messages}", StringComparison.Ordinal);
        Assert.Empty((await manager.GetAsync<WatchesReport>("api/watches")).Watches);
    }

    [Fact]
    public async Task Run_Json_IsOneObjectALineUntilTheTimeIsUp()
    {
        await using var cluster = await SimulatedCluster.StartAsync(ct: Cancellation);
        await using var gateway = await StartAsync(cluster);
        using var phone = new Phone(gateway.Address);
        var running = WatchAsync(TimeSpan.FromSeconds(3), json: true);
        await SaysAsync(_messages, "is watched for 3 s");

        // A press is told when it is over, and that may be after the phone has its page.
        await phone.MenuAsync();
        await SaysAsync(_output, "services-menu");
        await phone.LoginAsync();
        await running.WaitAsync(Patience, Cancellation);

        Assert.Contains($"The time is up: 2 key presses of {Device}.", $"{_messages}", StringComparison.Ordinal);
        var lines = _output.ToString().Split(Environment.NewLine, StringSplitOptions.RemoveEmptyEntries);
        var presses = lines.Select(line => JsonSerializer.Deserialize<WatchedPressReport>(line, ApiJson.Options)!).ToArray();
        Assert.Equal(["services-menu", "extension-mobility"], presses.Select(press => press.Service));
        using var first = JsonDocument.Parse(lines[0]);
        Assert.Equal(Device, first.RootElement.GetProperty("device").GetString());
        Assert.Equal("first", first.RootElement.GetProperty("nodes")[0].GetProperty("why").GetString());
    }

    [Fact]
    public async Task Run_GatewayIsRestarted_SaysSoAndGoesOn()
    {
        await using var cluster = await SimulatedCluster.StartAsync(ct: Cancellation);
        var former = await StartAsync(cluster);
        var running = WatchAsync(TimeSpan.FromMinutes(15), json: false);
        await SaysAsync(_messages, "is watched for 15 min");

        await former.DisposeAsync();
        await SaysAsync(_messages, "does not answer. It is asked again until ");
        await using var gateway = await StartAsync(cluster);
        await SaysAsync(_messages, "The gateway was restarted at ");

        using var phone = new Phone(gateway.Address);
        await phone.MenuAsync();
        await SaysAsync(_output, "services-menu");
        await _stop.CancelAsync();
        await running.WaitAsync(Patience, Cancellation);
    }

    [Fact]
    public async Task Run_GatewayIsGoneWhenItIsStopped_SaysThatItCouldNotBeTold()
    {
        await using var cluster = await SimulatedCluster.StartAsync(ct: Cancellation);
        var gateway = await StartAsync(cluster);
        var running = WatchAsync(TimeSpan.FromMinutes(15), json: false);
        await SaysAsync(_messages, "is watched for 15 min");
        await gateway.DisposeAsync();
        await SaysAsync(_messages, "does not answer");

        await _stop.CancelAsync();
        await running.WaitAsync(Patience, Cancellation);

        Assert.Contains("The gateway could not be told. The watch ends by itself at ", $"{_messages}", StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_WatchThatCannotBeHad_SaysWhy()
    {
        await Assert.ThrowsAsync<ManagementException>(() => WatchAsync(TimeSpan.FromMinutes(1), json: false));
        await using var cluster = await SimulatedCluster.StartAsync(ct: Cancellation);
        await using var gateway = await StartAsync(cluster);
        using var manager = new Manager(gateway);

        var wrong = await Assert.ThrowsAsync<ManagementException>(() => WatchAsync(TimeSpan.FromMinutes(1), json: false, key: "not-the-key-of-this-gateway"));
        Assert.Contains("The API key is wrong.", wrong.Message, StringComparison.Ordinal);

        var running = WatchAsync(TimeSpan.FromMinutes(15), json: false);
        await SaysAsync(_messages, "is watched for 15 min");
        var watch = Assert.Single((await manager.GetAsync<WatchesReport>("api/watches")).Watches);
        Assert.Equal(HttpStatusCode.NoContent, (await manager.TryAsync(HttpMethod.Delete, $"api/watches/{watch.Id}")).Status);
        var ended = await Assert.ThrowsAsync<ManagementException>(() => running.WaitAsync(Patience, Cancellation));
        Assert.StartsWith("Somebody has ended the watch.", ended.Message, StringComparison.Ordinal);

        for (var i = 0; i < Watches.Most; i++)
        {
            gateway.Get<Watches>().Start(Device, TimeSpan.FromMinutes(15), "a test");
        }

        var many = await Assert.ThrowsAsync<ManagementException>(() => WatchAsync(TimeSpan.FromMinutes(1), json: false));
        Assert.StartsWith("10 phones are watched already", many.Message, StringComparison.Ordinal);
    }

    public void Dispose()
    {
        _stop.Dispose();
        _output.Dispose();
        _messages.Dispose();
    }

    private Task<TestGateway> StartAsync(SimulatedCluster cluster) =>
        TestGateway.StartAsync(cluster, [.. Calm.Settings, Manager.Setting, $"--PhoneServices:Management:Url={_management}"]);

    private async Task WatchAsync(TimeSpan lasting, bool json, string key = Manager.Key)
    {
        using var client = new ManagementClient(new() { Url = _management, Key = new(key, ForReading: true, Missing: null) { Place = "a test" } });
        await new WatchSession(client, Device, lasting, json, _output, _messages, TimeProvider.System).RunAsync(_stop.Token);
    }

    private static Task SaysAsync(HeardText heard, string words) => Eventually.IsAsync(() => $"{heard}".Contains(words, StringComparison.Ordinal));
}
