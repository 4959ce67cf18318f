using Polly;
using Yarp.ReverseProxy.Model;

namespace PhoneServicesProxy.Failover;

/// <summary>What travels through Polly with each attempt.</summary>
internal static class PressContext
{
    public static readonly ResiliencePropertyKey<Press> Press = new("Press");

    public static readonly ResiliencePropertyKey<FirstAttempt> First = new("First");

    /// <summary>The node that the attempt goes to; none for the first one, which is under way.</summary>
    public static readonly ResiliencePropertyKey<DestinationState?> Node = new("Node");
}
