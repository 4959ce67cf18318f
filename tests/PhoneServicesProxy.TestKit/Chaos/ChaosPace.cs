namespace PhoneServicesProxy.TestKit.Chaos;

/// <summary>The limits for the length of faults and of the gaps between them.</summary>
/// <param name="ShortestFault">The shortest time for which a node stays broken.</param>
/// <param name="LongestFault">The longest time for which a node stays broken.</param>
/// <param name="ShortestGap">The shortest time for which all nodes are healthy before the next fault.</param>
/// <param name="LongestGap">The longest time for which all nodes are healthy before the next fault.</param>
internal sealed record ChaosPace(TimeSpan ShortestFault, TimeSpan LongestFault, TimeSpan ShortestGap, TimeSpan LongestGap)
{
    /// <summary>One fault about every five seconds.</summary>
    public static ChaosPace Usual { get; } =
        new(TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(1.5), TimeSpan.FromSeconds(3));
}
