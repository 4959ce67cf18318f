namespace PhoneServicesProxy.Health;

/// <summary>Names for a cluster's <c>HealthCheck:Active:Policy</c>, in addition to YARP's own.</summary>
public static class HealthPolicyNames
{
    /// <summary>A node is down after <c>Fall</c> consecutive failures, and up after <c>Rise</c> consecutive successes.</summary>
    public const string FallRise = "FallRise";
}
