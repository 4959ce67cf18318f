using System.Net;
using System.Text.RegularExpressions;
using PhoneServicesProxy.SystemTests.Gateway;
using PhoneServicesProxy.TestKit.Fleet;
using PhoneServicesProxy.TestKit.Processes;

namespace PhoneServicesProxy.SystemTests.Containers;

/// <summary>
/// The unit of <c>deploy/container</c>: a shell runs its command as systemd would, on a socket that the real systemd-socket-activate has opened.
/// </summary>
[Collection(nameof(InContainers))]
[Trait(Lane.Name, Lane.Early)]
public sealed partial class ContainerUpgradeTests(ContainerSite site)
{
    private const string Container = "phone-services-proxy";
    private const int Presses = 100;
    private const string Keep = "trap 'kill $!; exit' TERM; while :; do (export LISTEN_PID=$BASHPID; echo started; exec \"$@\") & wait $!; echo ended $?; done";
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(5);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Restart_WithANewImage_EndsWithZeroAndNoPressIsLost()
    {
        DebianPackages.Require("systemd-socket-activate");
        var phones = FreePort.OnLoopback();
        var management = FreePort.OnLoopback();
        var settings = Directory.CreateDirectory(Path.Combine(site.Engine.Folder, "unit")).FullName;

        // What waited for the new container comes all at once, and other tests have the processors: no phone is to be told that it is busy, or that no node answers in time.
        await File.WriteAllTextAsync(Path.Combine(settings, "site.json"), $$"""
            { "Urls": "http://{{phones}}", "PhoneServices": { "LoadShedding": { "Enabled": false }, "FailoverPolicies": { "Read": { "AttemptTimeout": "00:00:20", "TotalTimeout": "00:00:50" } }, "Management": { "Url": "http://{{management}}" }, "Nodes": {
              "subscriber1": { "Address": "http://{{site.Engine.Address(11)}}:8080/" }, "subscriber3": { "Address": "http://{{site.Engine.Address(13)}}:8080/" } } } }
            """, Cancellation);
        await using var service = await ChildProcess.StartAsync(
            new ChildProgram("systemd-socket-activate", [$"--listen={phones}", "bash", "-c", Keep, "bash", .. await CommandAsync(settings)]) { DeathSignal = "TERM" }, TimeProvider.System);
        try
        {
            // It is the first connection that starts the service.
            await service.WaitForPortAsync(phones, ContainerSite.Limit, Cancellation);
            await ReadyAsync(service, management, starts: 1);
            await site.Engine.RunAsync("healthcheck", "run", Container);
            Assert.Equal("healthy", (await site.Engine.RunAsync("inspect", "--format", "{{.State.Health.Status}}", Container)).Trim());
            using var over = new CancellationTokenSource();
            var fleet = new PhoneFleet(new FleetOptions { Target = phones, PressesPerSecond = 40, GiveUpAfter = ContainerSite.Limit }, TimeProvider.System);
            var pressing = fleet.PressUntilAsync(Longest, over.Token, Cancellation);
            await fleet.AnsweredAsync(Presses, ContainerSite.Limit, Cancellation);

            // What systemctl restart does, when another image has got the name.
            await site.Engine.RunAsync("tag", GatewayImages.Tagged, GatewayImages.Gateway);
            await site.Engine.RunAsync("stop", Container);
            await ReadyAsync(service, management, starts: 2);
            await fleet.AnsweredAsync(Presses, ContainerSite.Limit, Cancellation);
            await over.CancelAsync();
            var report = await pressing;

            TestContext.Current.TestOutputHelper?.WriteLine($"{report}");
            Assert.True(report.Bad == 0, $"{report}\n{service.Output}");
            Assert.Equal("0", Ended().Match(service.Output).Groups[1].Value);
            Assert.Contains("The gateway stops. Presses that are under way are finished first.", service.Output, StringComparison.Ordinal);
        }
        finally
        {
            await service.DisposeAsync();
            await site.Engine.TryAsync("rm", "--force", "--ignore", "--time", "0", Container);
        }
    }

    /// <summary>The command of the unit; the engine is the tests' own, and so are the settings.</summary>
    private async Task<string[]> CommandAsync(string settings)
    {
        var unit = await File.ReadAllTextAsync(Path.Combine(Repository.Root, "deploy", "container", "phone-services-proxy.service"), Cancellation);
        var image = Image().Match(unit).Groups[1].Value;
        Assert.Equal(GatewayImages.Gateway, image);
        string[] command = [.. ExecStart().Match(unit).Groups[1].Value.Replace("\\\n", " ", StringComparison.Ordinal).Replace("${IMAGE}", image, StringComparison.Ordinal).Split(' ', StringSplitOptions.RemoveEmptyEntries)];
        Assert.Equal("/usr/bin/podman", command[0]);

        // The option takes the place of all limits in the engine's own settings, and this machine may allow less than podman's default.
        return [site.Engine.Podman, "run", "--ulimit=nproc=5000", .. command[2..].Select(argument => argument.Trim('\'')
            .Replace("=/etc/phone-services-proxy:", $"={settings}:", StringComparison.Ordinal)
            .Replace("nofile=65536:65536", $"nofile={Math.Min(65536, DescriptorLimit.OfProcess())}", StringComparison.Ordinal))];
    }

    private async Task ReadyAsync(ChildProcess service, IPEndPoint management, int starts) => await service.WaitForAsync(
        async token => service.Output.Split("started").Length > starts && await site.IsReadyAsync(new Uri($"http://{management}/readyz"), token), ContainerSite.Limit, "not ready", Cancellation);

    [GeneratedRegex("^Environment=IMAGE=(.+)$", RegexOptions.Multiline)]
    private static partial Regex Image();

    [GeneratedRegex(@"^ExecStart=((?:.*\\\n)*.*)$", RegexOptions.Multiline)]
    private static partial Regex ExecStart();

    [GeneratedRegex(@"^ended (\d+)", RegexOptions.Multiline)]
    private static partial Regex Ended();
}
