using Yarp.ReverseProxy.Model;

namespace PhoneServicesProxy.Tests.LoadBalancing;

/// <summary>
/// Presses that come and take their time at random, on a clock of their own: so many are running on average, if no node is
/// slow. The seed is fixed.
/// </summary>
internal sealed class VirtualLoad(Tier tier, double running)
{
    private readonly Random _random = new(1);

    public DestinationState? Slow { get; init; }

    public double SlowFactor { get; init; } = 1;

    public IEnumerable<DestinationState> Picks(int presses)
    {
        var places = new PriorityQueue<IDisposable, double>();
        var now = 0d;
        for (var i = 0; i < presses; i++)
        {
            now += Exponential() / running;
            while (places.TryPeek(out var done, out var end) && end <= now)
            {
                places.Dequeue();
                done.Dispose();
            }

            var node = tier.Pick()!;
            var place = tier.Directory.Of(node).Load.TryEnter()!;
            places.Enqueue(place, now + (Exponential() * (node == Slow ? SlowFactor : 1)));
            yield return node;
        }
    }

    private double Exponential() => -Math.Log(1 - _random.NextDouble());
}
