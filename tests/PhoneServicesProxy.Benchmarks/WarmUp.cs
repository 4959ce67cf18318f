namespace PhoneServicesProxy.Benchmarks;

/// <summary>How long a .NET program runs before it counts.</summary>
internal static class WarmUp
{
    /// <summary>
    /// The runtime goes on compiling for ten to eleven seconds after the first request, whatever the load, and takes up to
    /// a core for that: seen in the gateway's CPU time, second by second. The same time for every proxy.
    /// </summary>
    public static TimeSpan Duration { get; } = TimeSpan.FromSeconds(12);
}
