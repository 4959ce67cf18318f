using System.ComponentModel.DataAnnotations;

namespace PhoneServicesProxy.Health;

/// <summary>
/// When failed requests of phones take a node out of one service. A failure counts only where another node did better with the same request:
/// what is equally wrong everywhere is the application's fault. A failure to connect needs no count: it is a fact about the node, and it ends
/// with the next good probe.
/// </summary>
public sealed class PassiveHealthOptions
{
    /// <summary>Time within which failures are counted together. 1 s to 10 min, default 10 s.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:10:00", ParseLimitsInInvariantCulture = true, ErrorMessage = "Write a time from 00:00:01 to 00:10:00, such as \"00:00:10\".")]
    public TimeSpan Window { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>Failures within <see cref="Window"/> that take the node out. 1 to 1000, default 3.</summary>
    [Range(1, 1000, ErrorMessage = "Write a number of failures from 1 to 1000.")]
    public int Failures { get; set; } = 3;

    /// <summary>
    /// How many different phones must have met these failures (IOS SLB: <c>numclients</c>). Phones are told apart by client address and device
    /// name. With 1 a single phone can take a node out. 1 to 100, default 2. Takes effect with a reload.
    /// </summary>
    [Range(1, 100, ErrorMessage = "Write a number of phones from 1 to 100.")]
    public int Phones { get; set; } = 2;

    /// <summary>
    /// Least share of failures among the answers seen since the first of them, so that three in ten thousand take nobody out.
    /// 0 to 1, default 0.1.
    /// </summary>
    [Range(0.0, 1.0, ErrorMessage = "Write a share from 0 to 1, such as 0.1.")]
    public double MinFailureShare { get; set; } = 0.1;

    /// <summary>
    /// Largest share of a service's nodes that may be out through failed requests alone, without a probe that says the same;
    /// one may always be out where there are two or more. 0 to 1, default 0.5.
    /// </summary>
    [Range(0.0, 1.0, ErrorMessage = "Write a share from 0 to 1, such as 0.5.")]
    public double MaxShare { get; set; } = 0.5;

    /// <summary>
    /// Time for which a node stays out at least, whatever its probes say; doubled each time until a minute has passed
    /// without a failure. 0 to 1 h, default 1 s.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:00", "01:00:00", ParseLimitsInInvariantCulture = true, ErrorMessage = "Write a time from 00:00:00 to 01:00:00, such as \"00:00:01\".")]
    public TimeSpan HoldTime { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>Upper bound of the doubled <see cref="HoldTime"/>. 0 to 1 h, default 30 s.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "01:00:00", ParseLimitsInInvariantCulture = true, ErrorMessage = "Write a time from 00:00:00 to 01:00:00, such as \"00:00:30\".")]
    public TimeSpan MaxHoldTime { get; set; } = TimeSpan.FromSeconds(30);
}
