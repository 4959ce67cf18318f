using System.Globalization;
using PhoneServicesProxy.TestKit.Fleet;

namespace PhoneServicesProxy.Benchmarks.Faults;

/// <summary>One proxy under one fault, measured once or more.</summary>
/// <param name="Fault">The row.</param>
/// <param name="Proxy">The column, by its key.</param>
/// <param name="Runs">The presses of each run.</param>
/// <param name="HealthyUntil">When the fault began.</param>
internal sealed record FaultCell(FaultCase Fault, string Proxy, IReadOnlyList<FleetReport> Runs, TimeSpan HealthyUntil)
{
    public int Bad => Median(Runs.Select(run => run.Bad));

    public TimeSpan Worst => Median(Runs.Select(run => run.Worst));

    public IEnumerable<TimeSpan> HealthyWaits =>
        Runs.SelectMany(run => run.Between(TimeSpan.Zero, HealthyUntil).Presses).Select(press => press.Wait);

    /// <summary>Why presses were bad, in the run that counted the median.</summary>
    public string Reasons => string.Join(", ", Runs.First(run => run.Bad == Bad).Reasons
        .OrderByDescending(reason => reason.Value).Select(reason => $"{reason.Value} {reason.Key}"));

    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{Bad} / {Worst.TotalMilliseconds:F0}");

    private static T Median<T>(IEnumerable<T> values)
    {
        T[] ordered = [.. values.Order()];
        return ordered[(ordered.Length - 1) / 2];
    }
}
