using System.Net.Sockets;

namespace CallManagerSimulator.Commands;

/// <summary>Runs a cluster until somebody stops it.</summary>
internal sealed class SimulatorRun(TextReader input, TextWriter output, TextWriter errors)
{
    private const int Stopped = 0;
    private const int NotAvailable = 1;
    private const int Misuse = 2;

    public async Task<int> RunAsync(SimulatedClusterOptions options, CancellationToken ct)
    {
        try
        {
            await using var cluster = await SimulatedCluster.StartAsync(options, ct);
            await IntroduceAsync(cluster);
            await ServeAsync(cluster, ct);
            return Stopped;
        }
        catch (ArgumentException e)
        {
            await errors.WriteLineAsync(e.Message);
            return Misuse;
        }
        catch (Exception e) when (e is SocketException or IOException)
        {
            await errors.WriteLineAsync($"Cannot listen: {e.Message}. Choose other ports with --port and --control-port, "
                + "or an address of this machine with --address and --control-address.");
            return NotAvailable;
        }
    }

    private async Task IntroduceAsync(SimulatedCluster cluster)
    {
        foreach (var node in cluster.Nodes)
        {
            await output.WriteLineAsync($"{node.Name,-12} {node.Address}");
        }

        await output.WriteLineAsync($"{"control",-12} {cluster.ControlAddress}nodes");
        if (cluster.ConfigurationAddress is { } files)
        {
            await output.WriteLineAsync($"{"phone files",-12} {files}ConfigFileCacheList.txt");
        }

        await output.WriteLineAsync("Type 'help' for what can be typed here, 'quit' or Ctrl+C to stop.");
        await output.FlushAsync();
    }

    private async Task ServeAsync(SimulatedCluster cluster, CancellationToken ct)
    {
        var commands = new ConsoleCommands(cluster, output);
        try
        {
            // Reading from a terminal cannot be cancelled, so the read remains when Ctrl+C ends the wait.
            var typed = Task.Run(() => commands.RunAsync(input), ct);
            if (!await typed.WaitAsync(ct))
            {
                // Without a terminal, or at the end of its input, only a signal stops the cluster.
                await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, ct);
            }
        }
        catch (OperationCanceledException)
        {
            await output.WriteLineAsync("Stopping.");
        }
    }
}
