using Polly;
using Yarp.ReverseProxy.Model;

namespace PhoneServicesProxy.Failover;

/// <summary>What travels through Polly with each attempt.</summary>
internal static class PressContext
{
    public static readonly ResiliencePropertyKey<Press> Press = new("Press");

    public static readonly ResiliencePropertyKey<DestinationState> Node = new("Node");
}
