using System.Globalization;

namespace PhoneServicesProxy.TestKit.Load;

/// <summary>The presses of a load, and their statistics.</summary>
internal sealed class LoadReport(IReadOnlyList<LoadPress> presses, TimeSpan duration)
{
    public IReadOnlyList<LoadPress> Presses => presses;

    public TimeSpan Duration => duration;

    public double Offered => presses.Count / duration.TotalSeconds;

    /// <summary>The number of pages a second that arrived within <paramref name="limit"/>. Later pages are useless to a user.</summary>
    public double Goodput(TimeSpan limit) =>
        presses.Count(press => press.Answer == LoadAnswer.Page && press.Wait <= limit) / duration.TotalSeconds;

    public int Count(LoadAnswer answer) => presses.Count(press => press.Answer == answer);

    public int LaterThan(TimeSpan limit) => presses.Count(press => press.Wait > limit);

    /// <summary>The percentile (nearest rank) of the waits for one kind of answer; of all waits if it is null.</summary>
    public TimeSpan Percentile(double share, LoadAnswer? answer = null)
    {
        TimeSpan[] waits = [.. presses.Where(press => answer is null || press.Answer == answer).Select(press => press.Wait).Order()];
        return waits.Length == 0 ? default : waits[Math.Max(0, (int)Math.Ceiling(share * waits.Length) - 1)];
    }

    public TimeSpan WorstLag => presses.Count == 0 ? default : presses.Max(press => press.Lag);

    /// <summary>Combines several loads, as if each had followed the previous one immediately.</summary>
    public static LoadReport Of(IReadOnlyList<LoadReport> loads) =>
        new([.. loads.SelectMany(load => load.Presses)], TimeSpan.FromSeconds(loads.Sum(load => load.Duration.TotalSeconds)));

    /// <summary>The presses that were due in <c>[from, to)</c>.</summary>
    public LoadReport Between(TimeSpan from, TimeSpan to) =>
        new([.. presses.Where(press => press.Due >= from && press.Due < to)], to - from);

    public override string ToString() => string.Create(CultureInfo.InvariantCulture,
        $"{Offered:F0}/s offered: {string.Join(", ", presses.CountBy(press => press.Answer).OrderBy(pair => pair.Key).Select(pair => $"{pair.Value} {pair.Key}"))}; ")
        + string.Create(CultureInfo.InvariantCulture,
        $"p50 {Percentile(0.5).TotalMilliseconds:F1} ms, p99 {Percentile(0.99).TotalMilliseconds:F0} ms, worst {Percentile(1).TotalMilliseconds:F0} ms; generator late by {WorstLag.TotalMilliseconds:F0} ms at most");
}
