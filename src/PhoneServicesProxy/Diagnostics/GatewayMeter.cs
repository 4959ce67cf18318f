using System.Diagnostics.Metrics;

namespace PhoneServicesProxy.Diagnostics;

/// <summary>
/// The gateway's only meter. Each feature adds its own instruments. Tags name service, node, outcome and reason. They never name a device, a
/// user, or other data of a request.
/// </summary>
internal static class GatewayMeter
{
    public const string Name = "PhoneServicesProxy";

    /// <summary>The service tag's value if no route matched.</summary>
    public const string NoService = "none";

    private static readonly InstrumentAdvice<double> Buckets = new()
    {
        HistogramBucketBoundaries = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
    };

    public static Meter CreateGatewayMeter(this IMeterFactory meters) => meters.Create(new MeterOptions(Name) { Version = GatewayVersion.Text });

    /// <summary>A histogram of seconds.</summary>
    public static Histogram<double> CreateDurations(this Meter meter, string name, string description) =>
        meter.CreateHistogram(name, "s", description, tags: null, Buckets);
}
