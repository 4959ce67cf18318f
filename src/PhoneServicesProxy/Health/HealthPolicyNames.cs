namespace PhoneServicesProxy.Health;

/// <summary>Names for <c>HealthCheck:Active:Policy</c> of a cluster, besides YARP's own.</summary>
public static class HealthPolicyNames
{
    /// <summary>Down after so many consecutive failures, up after so many consecutive successes.</summary>
    public const string FallRise = "FallRise";
}
