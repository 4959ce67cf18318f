using System.Globalization;

namespace PhoneServicesProxy.TestKit.Fleet;

/// <summary>The presses of a fleet, ordered by due time, and their statistics.</summary>
internal sealed class FleetReport(IReadOnlyList<Press> presses)
{
    private readonly TimeSpan[] _waits = [.. presses.Select(press => press.Wait).Order()];

    public IReadOnlyList<Press> Presses { get; } = presses;

    public int Bad => Presses.Count(press => press.Bad);

    public IReadOnlyDictionary<string, int> Reasons =>
        Presses.Where(press => press.Bad).CountBy(press => press.Reason).ToDictionary(StringComparer.Ordinal);

    public TimeSpan Median => Percentile(0.5);

    public TimeSpan P99 => Percentile(0.99);

    public TimeSpan Worst => Percentile(1);

    /// <summary>The largest delay of the load generator itself. Waits of about this length say nothing about the proxy.</summary>
    public TimeSpan WorstLag => Presses.Count == 0 ? default : Presses.Max(press => press.Lag);

    /// <summary>The presses that were due in <c>[from, to)</c>.</summary>
    public FleetReport Between(TimeSpan from, TimeSpan to) =>
        new([.. Presses.Where(press => press.Due >= from && press.Due < to)]);

    /// <summary>Nearest rank: the smallest wait that the given share of all presses did not exceed.</summary>
    public TimeSpan Percentile(double share) =>
        _waits.Length == 0 ? default : _waits[Math.Max(0, (int)Math.Ceiling(share * _waits.Length) - 1)];

    public override string ToString()
    {
        var reasons = string.Join(", ", Reasons.Select(reason => $"{reason.Value} {reason.Key}"));
        return string.Create(CultureInfo.InvariantCulture,
            $"{Presses.Count} presses, {Bad} bad{(Bad == 0 ? "" : $" ({reasons})")}, median {Median.TotalMilliseconds:F1} ms, ")
            + string.Create(CultureInfo.InvariantCulture,
            $"p99 {P99.TotalMilliseconds:F1} ms, worst {Worst.TotalMilliseconds:F0} ms, lag {WorstLag.TotalMilliseconds:F1} ms");
    }
}
