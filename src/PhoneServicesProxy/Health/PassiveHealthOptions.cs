using System.ComponentModel.DataAnnotations;

namespace PhoneServicesProxy.Health;

/// <summary>
/// When failed requests of phones take a node out of one service. A failure counts only if another node did better with the same request.
/// If all nodes fail alike, the application is at fault. A failure to connect needs no count. It is a fact about the node, and ends with the
/// next good probe. A reload applies changes.
/// </summary>
public sealed class PassiveHealthOptions
{
    /// <summary>The time within which failures are counted together. <value>10 s by default, 1 s to 10 min.</value></summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:10:00", ParseLimitsInInvariantCulture = true, ErrorMessage = "Write a time from 00:00:01 to 00:10:00, such as \"00:00:10\".")]
    public TimeSpan Window { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>The number of failures within <see cref="Window"/> that takes the node out. <value>3 by default, 1 to 1000.</value></summary>
    [Range(1, 1000, ErrorMessage = "Write a number of failures from 1 to 1000.")]
    public int Failures { get; set; } = 3;

    /// <summary>
    /// The number of different phones that must have met these failures (IOS SLB: <c>numclients</c>). Phones are told apart by client address
    /// and device name. With 1 a single phone can take a node out. <value>2 by default, 1 to 100.</value>
    /// </summary>
    [Range(1, 100, ErrorMessage = "Write a number of phones from 1 to 100.")]
    public int Phones { get; set; } = 2;

    /// <summary>
    /// The smallest share of failures among the answers since the first failure. A node that fails three of ten thousand requests thus
    /// stays in. <value>0.1 by default, 0 to 1.</value>
    /// </summary>
    [Range(0.0, 1.0, ErrorMessage = "Write a share from 0 to 1, such as 0.1.")]
    public double MinFailureShare { get; set; } = 0.1;

    /// <summary>
    /// The largest share of a service's nodes that may be out because of failed requests alone, while no probe confirms it. With two or more
    /// nodes, one may always be out. <value>0.5 by default, 0 to 1.</value>
    /// </summary>
    [Range(0.0, 1.0, ErrorMessage = "Write a share from 0 to 1, such as 0.5.")]
    public double MaxShare { get; set; } = 0.5;

    /// <summary>
    /// The shortest time for which a node stays out, even if its probes are good. It doubles each time, until a minute has passed without a
    /// failure. <value>1 s by default, 0 to 1 h.</value>
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:00", "01:00:00", ParseLimitsInInvariantCulture = true, ErrorMessage = "Write a time from 00:00:00 to 01:00:00, such as \"00:00:01\".")]
    public TimeSpan HoldTime { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>The upper limit of the doubled <see cref="HoldTime"/>. <value>30 s by default, 0 to 1 h.</value></summary>
    [Range(typeof(TimeSpan), "00:00:00", "01:00:00", ParseLimitsInInvariantCulture = true, ErrorMessage = "Write a time from 00:00:00 to 01:00:00, such as \"00:00:30\".")]
    public TimeSpan MaxHoldTime { get; set; } = TimeSpan.FromSeconds(30);
}
