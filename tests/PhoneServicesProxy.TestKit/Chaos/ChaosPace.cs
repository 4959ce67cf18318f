namespace PhoneServicesProxy.TestKit.Chaos;

/// <summary>How fast faults follow each other.</summary>
/// <param name="ShortestFault">From here</param>
/// <param name="LongestFault">to here a node stays broken.</param>
/// <param name="ShortestGap">From here</param>
/// <param name="LongestGap">to here all nodes are healthy before the next fault.</param>
internal sealed record ChaosPace(TimeSpan ShortestFault, TimeSpan LongestFault, TimeSpan ShortestGap, TimeSpan LongestGap)
{
    /// <summary>A fault every five seconds or so.</summary>
    public static ChaosPace Usual { get; } =
        new(TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(1.5), TimeSpan.FromSeconds(3));
}
