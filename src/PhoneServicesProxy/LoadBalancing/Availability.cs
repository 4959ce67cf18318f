using Yarp.ReverseProxy.Model;

namespace PhoneServicesProxy.LoadBalancing;

/// <summary>Reads YARP's health state of a destination for the picker. A state that is not known yet counts as up.</summary>
internal static class Availability
{
    public static bool IsUp(DestinationState node) =>
        node.Health.Active != DestinationHealth.Unhealthy && node.Health.Passive != DestinationHealth.Unhealthy;
}
