using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;
using PhoneServicesProxy.Configuration;

namespace PhoneServicesProxy.Health;

/// <summary>
/// How nodes are judged. YARP's own <c>HealthCheck:Active</c> of each cluster says what is probed, how often, and with what timeout. These
/// are the settings that YARP does not have. A reload applies changes.
/// </summary>
public sealed class HealthOptions
{
    internal const string Section = $"{SettingKeys.PhoneServices}:Health";

    /// <summary>
    /// The time until the next probe after a failed probe, or while a probe is unanswered. It is also the shortest time between two probes
    /// of one page of a node. Per cluster: metadata <c>Health.FastInterval</c>.
    /// <value>250 ms by default, 10 ms to 1 min.</value>
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:00.010", "00:01:00", ParseLimitsInInvariantCulture = true, ErrorMessage = "Write a time from 00:00:00.010 to 00:01:00, such as \"00:00:00.250\".")]
    public TimeSpan FastInterval { get; set; } = TimeSpan.FromMilliseconds(250);

    /// <summary>
    /// The number of consecutive failures that takes a node out of a service. It is also the largest number of its probes that may be
    /// unanswered at once. Per cluster: metadata <c>Health.Fall</c>. <value>2 by default, 1 to 100.</value>
    /// </summary>
    [Range(1, 100, ErrorMessage = "Write a number of probes from 1 to 100.")]
    public int Fall { get; set; } = 2;

    /// <summary>
    /// The number of consecutive successes that brings a node back. Per cluster: metadata <c>Health.Rise</c>.
    /// <value>2 by default, 1 to 100.</value>
    /// </summary>
    [Range(1, 100, ErrorMessage = "Write a number of probes from 1 to 100.")]
    public int Rise { get; set; } = 2;

    /// <summary>
    /// The time in which the weight of a returning node grows from a tenth to its full value (HAProxy's <c>slowstart</c>, IOS SLB's slow
    /// start). A returning node was down in the service, or in maintenance. New nodes do not start slowly, nor do nodes when the gateway
    /// starts. Only the policies with weights use it; YARP's own and <c>ActiveStandby</c> do not. A node alone in its tier gets all
    /// requests immediately. 0 is off. <value>10 s by default, 0 to 10 min.</value>
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:00", "00:10:00", ParseLimitsInInvariantCulture = true, ErrorMessage = "Write a time from 00:00:00, which switches it off, to 00:10:00, such as \"00:00:10\".")]
    public TimeSpan SlowStart { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>
    /// The largest share by which an interval is shortened at random, to spread probes over time. 0.2 means 0.8 to 1 times the interval. An
    /// interval never gets longer. <value>0.2 by default, 0 to 0.9.</value>
    /// </summary>
    [Range(0.0, 0.9, ErrorMessage = "Write a share from 0 to 0.9, such as 0.2.")]
    public double Jitter { get; set; } = 0.2;

    /// <summary>The longest answer to a probe, in bytes. A longer one is a failure. <value>65536 by default, 1024 to 16777216.</value></summary>
    [Range(1024, 16 * 1024 * 1024, ErrorMessage = "Write a number of bytes from 1024 to 16777216.")]
    public int MaxPageSize { get; set; } = 64 * 1024;

    /// <summary>When failed requests of phones take a node out.</summary>
    [ValidateObjectMembers]
    public PassiveHealthOptions Passive { get; set; } = new();
}
