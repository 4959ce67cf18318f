using System.Globalization;
using System.Net;
using PhoneServicesProxy.TestKit.Cluster;
using PhoneServicesProxy.TestKit.Processes;

namespace PhoneServicesProxy.Benchmarks.Proxies;

/// <summary>A proxy in front of three nodes, in a process of its own, with its files in a folder that goes with it.</summary>
internal sealed class RunningProxy : IAsyncDisposable
{
    private static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(20);

    private readonly ChildProcess _process;
    private readonly string _folder;

    private RunningProxy(ChildProcess process, string folder, IPEndPoint endpoint, TimeSpan startedIn) =>
        (_process, _folder, Endpoint, StartedIn) = (process, folder, endpoint, startedIn);

    public IPEndPoint Endpoint { get; }

    /// <summary>From the start of the process to the first accepted connection.</summary>
    public TimeSpan StartedIn { get; }

    public int ProcessId => _process.Id;

    public ProcessUsage Usage => ProcessUsage.Of(_process.Id);

    public string Output => _process.Output;

    public static async Task<RunningProxy> StartAsync(
        ProxyRecipe recipe, SimulatedCluster cluster, TimeProvider time, CancellationToken cancellation)
    {
        var folder = Directory.CreateTempSubdirectory("psp-benchmark-").FullName;
        try
        {
            return await StartAsync(recipe, cluster, folder, time, cancellation);
        }
        catch
        {
            Directory.Delete(folder, recursive: true);
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _process.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    private static async Task<RunningProxy> StartAsync(
        ProxyRecipe recipe, SimulatedCluster cluster, string folder, TimeProvider time, CancellationToken cancellation)
    {
        var endpoint = FreePort.OnLoopback();
        var settings = Path.Combine(folder, recipe.Settings);
        await File.WriteAllTextAsync(settings, await FillInAsync(recipe, cluster, endpoint, folder), cancellation);

        var start = time.GetTimestamp();
        var process = await ChildProcess.StartAsync(recipe.Program(settings), time);
        try
        {
            await process.WaitForPortAsync(endpoint, StartLimit, cancellation);
        }
        catch
        {
            await process.DisposeAsync();
            throw;
        }

        return new RunningProxy(process, folder, endpoint, time.GetElapsedTime(start));
    }

    private static async Task<string> FillInAsync(
        ProxyRecipe recipe, SimulatedCluster cluster, IPEndPoint endpoint, string folder)
    {
        var text = await File.ReadAllTextAsync(Path.Combine(AppContext.BaseDirectory, "settings", recipe.Settings));
        text = text.Replace("@LISTEN@", $"{endpoint}", StringComparison.Ordinal)
            .Replace("@PORT@", endpoint.Port.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal)
            .Replace("@FOLDER@", folder, StringComparison.Ordinal);
        return cluster.Nodes.Select((node, index) => (Token: $"@NODE{index + 1}@", node.Endpoint))
            .Aggregate(text, (result, node) => result.Replace(node.Token, $"{node.Endpoint}", StringComparison.Ordinal));
    }
}
