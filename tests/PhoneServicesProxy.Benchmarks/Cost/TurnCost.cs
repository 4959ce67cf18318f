using PhoneServicesProxy.Benchmarks.Proxies;

namespace PhoneServicesProxy.Benchmarks.Cost;

/// <summary>What presses cost one proxy in each of its turns, in microseconds.</summary>
internal sealed class TurnCost(RunningProxy proxy)
{
    private readonly List<double> _costs = [];

    public RunningProxy Proxy => proxy;

    public IReadOnlyList<double> Costs => _costs;

    public int Failed { get; private set; }

    public double Median => _costs.Order().ElementAt(_costs.Count / 2);

    public ClosedLoop Loop(int connections, TimeProvider time) => new(proxy.Endpoint, connections, time);

    public async Task TakeAsync(ClosedLoop loop, TimeSpan duration, CancellationToken cancellation)
    {
        var before = proxy.Usage.Cpu;
        var count = await loop.RunAsync(duration, cancellation);
        _costs.Add((proxy.Usage.Cpu - before).TotalMicroseconds / Math.Max(1, count.Good));
        Failed += count.Failed;
    }
}
