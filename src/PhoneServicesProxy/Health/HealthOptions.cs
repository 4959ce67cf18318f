using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;
using PhoneServicesProxy.Configuration;

namespace PhoneServicesProxy.Health;

/// <summary>
/// How nodes are judged. What is probed, how often and for how long is YARP's own <c>HealthCheck:Active</c> of each cluster;
/// this is what YARP has no setting for.
/// </summary>
public sealed class HealthOptions
{
    internal const string Section = $"{SettingKeys.PhoneServices}:Health";

    /// <summary>
    /// Wait until the next probe after one that failed, or while one is unanswered; also the least distance between two
    /// probes of one service on one node. 10 ms to 1 min, default 250 ms. Per cluster: metadata <c>Health.FastInterval</c>.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:00.010", "00:01:00", ParseLimitsInInvariantCulture = true, ErrorMessage = "Write a time from 00:00:00.010 to 00:01:00, such as \"00:00:00.250\".")]
    public TimeSpan FastInterval { get; set; } = TimeSpan.FromMilliseconds(250);

    /// <summary>
    /// Consecutive failures that take a node out of a service; also the most probes of it that may be unanswered at once.
    /// 1 to 100, default 2. Per cluster: metadata <c>Health.Fall</c>.
    /// </summary>
    [Range(1, 100, ErrorMessage = "Write a number of probes from 1 to 100.")]
    public int Fall { get; set; } = 2;

    /// <summary>
    /// Consecutive successes that bring a node back. 1 to 100, default 2. Per cluster: metadata <c>Health.Rise</c>.
    /// </summary>
    [Range(1, 100, ErrorMessage = "Write a number of probes from 1 to 100.")]
    public int Rise { get; set; } = 2;

    /// <summary>
    /// Time in which the weight of a node that has come back into a service, after it was down there or out for maintenance,
    /// grows from a tenth to its full value (HAProxy's <c>slowstart</c>, IOS SLB's slow start). Not at the gateway's own start,
    /// and not for a new node. The policies with weights keep to it, YARP's own and <c>ActiveStandby</c> know none; a node that
    /// is alone in its tier gets everything at once. 0 to 10 min, 0 is off, default 10 s.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:00", "00:10:00", ParseLimitsInInvariantCulture = true, ErrorMessage = "Write a time from 00:00:00, which switches it off, to 00:10:00, such as \"00:00:10\".")]
    public TimeSpan SlowStart { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>
    /// Share by which an interval is shortened at random, so that probes spread out: 0.2 means 0.8 to 1 times the interval,
    /// never longer. 0 to 0.9, default 0.2.
    /// </summary>
    [Range(0.0, 0.9, ErrorMessage = "Write a share from 0 to 0.9, such as 0.2.")]
    public double Jitter { get; set; } = 0.2;

    /// <summary>Longest answer to a probe that is read, in bytes; a longer one is a failure. 1024 to 16777216, default 65536.</summary>
    [Range(1024, 16 * 1024 * 1024, ErrorMessage = "Write a number of bytes from 1024 to 16777216.")]
    public int MaxPageSize { get; set; } = 64 * 1024;

    /// <summary>What failed requests of phones do to a node's health.</summary>
    [ValidateObjectMembers]
    public PassiveHealthOptions Passive { get; set; } = new();
}
