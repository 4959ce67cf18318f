using PhoneServicesProxy.SystemTests.Gateway;
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
    private const double MoreThanIsServed = 4000;
    private const long MemoryLimit = 256L * 1024 * 1024;
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan GiveUpAfter = TimeSpan.FromSeconds(15);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <summary>One hundred presses a second.</summary>
    [Fact]
    public async Task Presses_ContainerOfANodeKilledAndStartedAgain_NoBadPage()
    {
        using var over = new CancellationTokenSource();
        var pressing = new PhoneFleet(new FleetOptions { Target = site.Phones }, TimeProvider.System).PressUntilAsync(Longest, over.Token, Cancellation);
        await Task.Delay(Pause, TimeProvider.System, Cancellation);

        await site.KillNodeAsync(1);
        await SaysAsync("down");
        await site.StartNodeAsync(1);
        await SaysAsync("Up");
        await Task.Delay(Pause, TimeProvider.System, Cancellation);
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
        var overload = await new OpenLoop(site.Phones, TimeProvider.System).PressAsync(MoreThanIsServed, duration, GiveUpAfter, Cancellation);
        await Until.TrueAsync(_ => Task.FromResult(!IsOverloaded()), ContainerSite.Limit, () => site.Gateway.Process.Output, TimeProvider.System, Cancellation);
        var after = await new PhoneFleet(new FleetOptions { Target = site.Phones, PressesPerSecond = 20 }, TimeProvider.System).PressAsync(Pause, Cancellation);

        TestContext.Current.TestOutputHelper?.WriteLine($"{overload}\n{after}\n{await site.Engine.RunAsync("stats", "--no-stream", "gateway")}");
        Assert.Equal($"{MemoryLimit}", await site.Gateway.InspectAsync("{{.HostConfig.Memory}}"));

        // Who is killed for memory is gone. The engine's own OOMKilled does not tell on every machine.
        Assert.False(site.Gateway.Process.HasExited, site.Gateway.Process.Output);
        Assert.True(after.Bad == 0, $"{after}\n{site.Gateway.Process.Output}");
    }

    private bool IsOverloaded() => site.Gateway.Process.Output is var output
        && output.LastIndexOf("More presses than can be served", StringComparison.Ordinal) > output.LastIndexOf("All presses can be served again", StringComparison.Ordinal);

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
