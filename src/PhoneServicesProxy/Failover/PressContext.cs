using Polly;
using Yarp.ReverseProxy.Model;

namespace PhoneServicesProxy.Failover;

/// <summary>The properties that Polly carries with each attempt.</summary>
internal static class PressContext
{
    public static readonly ResiliencePropertyKey<Press> Press = new("Press");

    public static readonly ResiliencePropertyKey<FirstAttempt> First = new("First");

    /// <summary>The node of the attempt; none for the first attempt, which is already under way.</summary>
    public static readonly ResiliencePropertyKey<DestinationState?> Node = new("Node");
}
