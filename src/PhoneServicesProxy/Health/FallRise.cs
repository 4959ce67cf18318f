using Yarp.ReverseProxy.Model;

namespace PhoneServicesProxy.Health;

/// <summary>A verdict, and the number of results in a row that have contradicted it.</summary>
internal readonly record struct FallRise(DestinationHealth Health, int Against)
{
    /// <summary>The verdict after one more result. A node that was never judged is up after its first success.</summary>
    public FallRise After(bool good, int fall, int rise)
    {
        if (good == (Health == DestinationHealth.Healthy) && Health != DestinationHealth.Unknown)
        {
            return this with { Against = 0 };
        }

        var needed = good ? (Health == DestinationHealth.Unknown ? 1 : rise) : fall;
        return Against + 1 < needed
            ? this with { Against = Against + 1 }
            : new FallRise(good ? DestinationHealth.Healthy : DestinationHealth.Unhealthy, 0);
    }
}
