using System.Net;
using PhoneServicesProxy.SystemTests.Gateway;
using PhoneServicesProxy.SystemTests.Overload;
using PhoneServicesProxy.TestKit.Fleet;
using PhoneServicesProxy.TestKit.Load;
using PhoneServicesProxy.TestKit.Processes;

namespace PhoneServicesProxy.SystemTests.Containers;

/// <summary>Phones before the gateway's container.</summary>
[Collection(nameof(InContainers))]
[Trait(Lane.Name, Lane.Early)]
public sealed class ContainerFleetTests(ContainerSite site)
{
    private const string Service = "services-menu";
    private const int Presses = 100;
    private const double MoreThanIsServed = 4000;
    private const long MemoryLimit = 256L * 1024 * 1024;
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan GiveUpAfter = TimeSpan.FromSeconds(15);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <summary>One hundred presses a second.</summary>
    [Fact]
    public async Task Presses_ContainerOfANodeKilledAndStartedAgain_NoBadPage()
    {
        using var over = new CancellationTokenSource();
        var fleet = new PhoneFleet(new FleetOptions { Target = site.Phones }, TimeProvider.System);
        var pressing = fleet.PressUntilAsync(Longest, over.Token, Cancellation);
        await fleet.AnsweredAsync(Presses, ContainerSite.Limit, Cancellation);

        await site.KillNodeAsync(1);
        await SaysAsync("down");
        await site.StartNodeAsync(1);
        await SaysAsync("Up");
        await fleet.AnsweredAsync(Presses, ContainerSite.Limit, Cancellation);
        await over.CancelAsync();
        var report = await pressing;

        TestContext.Current.TestOutputHelper?.WriteLine($"{report}");
        Assert.True(report.Bad == 0, $"{report}\n{site.Gateway.Process.Output}");
    }

    [Fact]
    public Task Presses_MoreThanCanBeServed_MemoryIsEnough() => OverloadAsync(TimeSpan.FromSeconds(4));

    [Fact]
    [Trait(Lane.Name, Lane.Nightly)]
    public Task Presses_MoreThanCanBeServedForTwoMinutes_MemoryIsEnough() => OverloadAsync(TimeSpan.FromMinutes(2));

    private async Task OverloadAsync(TimeSpan duration)
    {
        await using var gateway = await site.StartGatewayAsync("overloaded", site.Engine.Address(21));
        var phones = new IPEndPoint(gateway.Address, 8080);
        var overload = await new OpenLoop(phones, TimeProvider.System).PressAsync(MoreThanIsServed, duration, GiveUpAfter, Cancellation);
        await Until.TrueAsync(_ => Task.FromResult(!OverloadLog.IsOverloaded(gateway.Process.Output)), ContainerSite.Limit, () => gateway.Process.Output, TimeProvider.System, Cancellation);
        TestContext.Current.TestOutputHelper?.WriteLine($"{overload}\n{await site.Engine.RunAsync("stats", "--no-stream", "overloaded")}");

        // What is killed for memory is gone. The engine's own OOMKilled does not tell on every machine.
        Assert.False(gateway.Process.HasExited, gateway.Process.Output);
        Assert.Equal($"{MemoryLimit}", await gateway.InspectAsync("{{.HostConfig.Memory}}"));
        Assert.True(overload.Count(LoadAnswer.Page) > 0 && overload.Count(LoadAnswer.Busy) > 0, $"{overload}\n{gateway.Process.Output}");
        using var client = new HttpClient();
        Assert.Equal("ready", (await client.GetStringAsync(new Uri($"http://{gateway.Address}:9901/readyz"), Cancellation)).Trim());
    }

    /// <summary>Returns when the last line of the log about the node's service says so.</summary>
    private Task SaysAsync(string state)
    {
        var node = $"Node {ContainerSite.NodeName(1)} is ";
        bool Says() => site.Gateway.Process.Output.Split('\n')
            .LastOrDefault(line => line.Contains("NodeStateChanges", StringComparison.Ordinal) && line.Contains(node, StringComparison.Ordinal) && line.Contains(Service, StringComparison.Ordinal))
            ?.Contains($"{state} for ", StringComparison.Ordinal) == true;
        return Until.TrueAsync(_ => Task.FromResult(Says()), ContainerSite.Limit, () => $"did not log {state}\n{site.Gateway.Process.Output}", TimeProvider.System, Cancellation);
    }
}
