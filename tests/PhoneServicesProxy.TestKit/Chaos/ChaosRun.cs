using PhoneServicesProxy.TestKit.Cluster;
using PhoneServicesProxy.TestKit.Fleet;
using PhoneServicesProxy.TestKit.Processes;

namespace PhoneServicesProxy.TestKit.Chaos;

/// <summary>Phones press while one node after another breaks and is repaired, and the gateway's resources are sampled.</summary>
/// <param name="cluster">The nodes, all healthy.</param>
/// <param name="options">The duration, the rate of presses, and the pace of faults.</param>
/// <param name="time">The clock.</param>
/// <param name="progress">Called after each fault.</param>
/// <param name="users">Users with habits, instead of presses at equal intervals.</param>
internal sealed class ChaosRun(
    SimulatedCluster cluster, ChaosOptions options, TimeProvider time, Action<PlayedFault>? progress = null, UserFleet? users = null)
{
    public async Task<ChaosReport> RunAsync(CancellationToken cancellation)
    {
        // This compiles the code of nodes, phones and gateway before the measurement.
        await PressAsync(options.WarmUp, cancellation);

        var before = Look(TimeSpan.Zero);
        var start = time.GetTimestamp();
        using var over = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var sampling = SampleAsync(start, over.Token);
        var breaking = BreakAsync(start, cancellation);
        var pressed = await PressAsync(options.Duration, cancellation);
        var faults = await breaking;
        await over.CancelAsync();
        return new ChaosReport(pressed, faults, [before, .. await sampling]);
    }

    private async Task<IReadOnlyList<(ChaosPage Page, FleetReport Report)>> PressAsync(TimeSpan duration, CancellationToken cancellation) =>
        users is not null ? await users.PressAsync(duration, cancellation) : await Task.WhenAll(ChaosPage.All.Select(async page =>
        {
            var fleet = new PhoneFleet(
                new FleetOptions
                {
                    Target = options.Target,
                    Path = page.Path,
                    ExpectedRoot = page.Root,
                    PressesPerSecond = options.PressesPerSecond * page.Share,
                },
                time);
            return (page, await fleet.PressAsync(duration, cancellation));
        }));

    private async Task<IReadOnlyList<PlayedFault>> BreakAsync(long start, CancellationToken cancellation)
    {
        var played = new List<PlayedFault>();
        foreach (var step in ChaosPlan.Steps(options.Seed, cluster.Nodes.Count, options.Pace))
        {
            // The last node also gets the time to recover.
            if (time.GetElapsedTime(start) + step.Gap + step.Lasts + options.Pace.LongestGap > options.Duration)
                break;

            await Task.Delay(step.Gap, time, cancellation);
            played.Add(await PlayAsync(step, start, cancellation));
            progress?.Invoke(played[^1]);
        }

        return played;
    }

    private async Task<PlayedFault> PlayAsync(ChaosStep step, long start, CancellationToken cancellation)
    {
        var node = cluster.Nodes[step.Node];
        var began = time.GetElapsedTime(start);
        await step.Fault.BreakAsync(node);
        await Task.Delay(step.Lasts, time, cancellation);
        await step.Fault.RepairAsync(node);
        return new PlayedFault(step.Fault.Kind, node.Name, began, time.GetElapsedTime(start));
    }

    private async Task<IReadOnlyList<ChaosSample>> SampleAsync(long start, CancellationToken over)
    {
        var samples = new List<ChaosSample>();
        using var timer = new PeriodicTimer(options.SampleInterval, time);
        try
        {
            while (await timer.WaitForNextTickAsync(over))
                samples.Add(Look(time.GetElapsedTime(start)));
        }
        catch (OperationCanceledException)
        {
            samples.Add(Look(time.GetElapsedTime(start)));
        }

        return samples;
    }

    private ChaosSample Look(TimeSpan at) => new(at, ProcessGauges.Of(options.ProcessId));
}
