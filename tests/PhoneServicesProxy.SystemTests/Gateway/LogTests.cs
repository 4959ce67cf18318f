using System.Text.Json;
using CallManagerSimulator;

namespace PhoneServicesProxy.SystemTests.Gateway;

/// <summary>What the gateway says while nodes come and go and phones press keys: as little as possible, and all that is needed.</summary>
public sealed class LogTests
{
    private const int Presses = 20;
    private const string StateChanges = "PhoneServicesProxy.Health.NodeStateChanges";
    private const string Outages = "PhoneServicesProxy.Management.Events.OutageReporter";
    private const string Menu = "services-menu";
    private const string MenuPath = "/ccmcip/getservicesmenu.jsp?name=SEP001122334455";

    /// <summary>A node that hangs is found by its probes or by presses that another node answers meanwhile.</summary>
    private static readonly string[] Causes = ["AnswerTimeout", "Outpaced"];
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(20);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task JsonLog_HasOneLineForEachStateChangeAndFailedPress_AndNoneForGoodPresses()
    {
        await using var cluster = await SimulatedCluster.StartAsync(new() { NodeNames = ["first", "second"] }, Cancellation);
        await using var gateway = await GatewayProcess.StartAsync(
            cluster.Nodes.Select(node => (node.Name, $"{node.Address}")), Cancellation,
            "--Logging:Console:FormatterName", "json", "--PhoneServices:LastGoodPage:Enabled=false");
        using var phone = new HttpClient { BaseAddress = new($"http://{gateway.Endpoint}") };
        await SaidAsync(gateway, line => IsOf(line, "first", Menu, "up"));
        await SaidAsync(gateway, line => IsOf(line, "second", Menu, "up"));
        await PressAsync(phone);
        Assert.DoesNotContain(Lines(gateway), IsOfPress);

        // One node hangs: presses are good all the same, and each change of state is said once, with its cause.
        await cluster["second"].SetFaultAsync(NodeFault.Hang, Cancellation);
        await SaidAsync(gateway, line => IsOf(line, "second", Menu, "down"));
        await PressAsync(phone);
        var down = Assert.Single(Lines(gateway), line => IsOf(line, "second", Menu, "down"));
        Assert.Equal("Warning", down.GetProperty("LogLevel").GetString());
        var state = down.GetProperty("State");
        Assert.Contains(state.GetProperty("Failure").GetString(), Causes);
        Assert.NotEqual("", state.GetProperty("Cause").GetString());
        Assert.DoesNotContain(Lines(gateway), IsOfPress);

        // What it means to users is said once for all services, and again when it is over.
        await SaidAsync(gateway, line => IsOfUsers(line, "Node second is down for ", "Users lost nothing: "));
        await cluster["second"].SetFaultAsync(NodeFault.None, Cancellation);
        await SaidAsync(gateway, line => IsOf(line, "second", Menu, "up") && line.GetProperty("State").GetProperty("Previous").GetString() == "Down");

        // All nodes refuse: one line for each press, with what each node did.
        await Task.WhenAll(cluster.Nodes.Select(node => node.SetFaultAsync(NodeFault.Refuse, Cancellation)));
        await SaidAsync(gateway, line => IsOf(line, "first", Menu, "down"));
        await PressAsync(phone);
        await SaidAsync(gateway, IsOfPress, Presses);
        var failed = Lines(gateway).Where(IsOfPress).ToArray();
        Assert.Equal(Presses, failed.Length);
        Assert.All(failed, line => Assert.Matches("services-menu.*first: .*second: |services-menu.*second: .*first: ", line.GetProperty("Message").GetString()));

        // Probes that go on failing are no news.
        Assert.Single(Lines(gateway), line => IsOf(line, "first", Menu, "down"));

        await cluster["first"].SetFaultAsync(NodeFault.None, Cancellation);
        await SaidAsync(gateway, line => IsOfUsers(line, "Node first is back. ", "USERS NOTICE: of ", $" {Presses} got an error page and 0 an old page."));
    }

    [Fact]
    public async Task JsonLog_NoNodeMayBeTried_HasOneLineForEachPress()
    {
        await using var cluster = await SimulatedCluster.StartAsync(new() { NodeNames = ["only"] }, Cancellation);
        await using var gateway = await GatewayProcess.StartAsync(
            cluster.Nodes.Select(node => (node.Name, $"{node.Address}")), Cancellation,
            "--Logging:Console:FormatterName", "json", "--PhoneServices:Nodes:only:State=Maintenance");
        using var phone = new HttpClient { BaseAddress = new($"http://{gateway.Endpoint}") };

        await PressAsync(phone);

        await SaidAsync(gateway, IsOfPress, Presses);
        Assert.DoesNotContain(Lines(gateway), line => Category(line).StartsWith("Yarp", StringComparison.Ordinal));
    }

    private static async Task PressAsync(HttpClient phone)
    {
        for (var i = 0; i < Presses; i++)
        {
            using var answer = await phone.GetAsync(new Uri(MenuPath, UriKind.Relative), Cancellation);
        }
    }

    private static Task SaidAsync(GatewayProcess gateway, Func<JsonElement, bool> line, int atLeast = 1) => gateway.Process.WaitForAsync(
        _ => Task.FromResult(Lines(gateway).Count(line) >= atLeast), Limit, "did not log it", Cancellation);

    /// <summary>Every line is an object of its own.</summary>
    private static JsonElement[] Lines(GatewayProcess gateway) =>
        [.. gateway.Process.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonDocument.Parse(line).RootElement)];

    private static string Category(JsonElement line) => line.GetProperty("Category").GetString()!;

    private static bool IsOf(JsonElement line, string node, string service, string state) =>
        Category(line) == StateChanges
        && line.GetProperty("Message").GetString()!.StartsWith($"Node {node} is {state} for ", StringComparison.OrdinalIgnoreCase)
        && line.GetProperty("State").GetProperty("Cluster").GetString()!.Split(", ").Contains(service);

    private static bool IsOfUsers(JsonElement line, params string[] parts) =>
        Category(line) == Outages && parts.All(part => line.GetProperty("Message").GetString()!.Contains(part, StringComparison.Ordinal));

    private static bool IsOfPress(JsonElement line) =>
        Category(line).StartsWith("PhoneServicesProxy.Fallback", StringComparison.Ordinal) || Category(line).StartsWith("PhoneServicesProxy.Failover", StringComparison.Ordinal);
}
