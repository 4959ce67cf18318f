using PhoneServicesProxy.Benchmarks.Proxies;

namespace PhoneServicesProxy.Benchmarks.Cost;

/// <summary>What presses cost one proxy in each of its turns, in microseconds.</summary>
internal sealed class TurnCost(RunningProxy proxy)
{
    private readonly List<double> _costs = [];

    public RunningProxy Proxy => proxy;

    public IReadOnlyList<double> Costs => _costs;

    public int Failed { get; private set; }

    public double Median => MedianOf(_costs);

    /// <summary>How many times as much as the other: the median of what the turns say that followed each other.</summary>
    public double Against(TurnCost other) => MedianOf(_costs.Zip(other._costs, (mine, theirs) => mine / theirs));

    public ClosedLoop Loop(int connections, TimeProvider time) => new(proxy.Endpoint, connections, time);

    public async Task TakeAsync(ClosedLoop loop, TimeSpan duration, CancellationToken cancellation)
    {
        var before = proxy.Usage.Cpu;
        var count = await loop.RunAsync(duration, cancellation);
        _costs.Add((proxy.Usage.Cpu - before).TotalMicroseconds / Math.Max(1, count.Good));
        Failed += count.Failed;
    }

    private static double MedianOf(IEnumerable<double> values)
    {
        double[] ordered = [.. values.Order()];
        return ordered[ordered.Length / 2];
    }
}
