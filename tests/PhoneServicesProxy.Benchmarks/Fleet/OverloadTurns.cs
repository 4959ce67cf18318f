using System.Globalization;
using PhoneServicesProxy.TestKit.Load;

namespace PhoneServicesProxy.Benchmarks.Fleet;

/// <summary>Turns at the peak, each followed by one in overload, and one more at the peak.</summary>
internal sealed class OverloadTurns
{
    public List<LoadReport> Peaks { get; } = [];

    public List<LoadReport> Overloads { get; } = [];

    /// <summary>How many turns said nothing and were taken again.</summary>
    public int Repeated { get; set; }

    public LoadReport Peak => LoadReport.Of(Peaks);

    public LoadReport Overload => LoadReport.Of(Overloads);

    /// <summary>What of the peak is left in overload: the median of the turns, each held against the two around it.</summary>
    public double Share(TimeSpan limit)
    {
        double[] shares = [.. Overloads.Select((turn, index) => turn.Goodput(limit) / LoadReport.Of([Peaks[index], Peaks[index + 1]]).Goodput(limit)).Order()];
        return shares[shares.Length / 2];
    }

    public string Conclusion(TimeSpan limit) => string.Create(CultureInfo.InvariantCulture, $"""

        At the peak {Peak.Goodput(limit):F0} pages a second came in time ({Each(Peaks, limit)}); in the overload, with {Overload.Offered / Peak.Goodput(limit):F1} times as many presses, {Overload.Goodput(limit):F0} ({Each(Overloads, limit)}): {Overload.Goodput(limit) / Peak.Goodput(limit):P0}.
        Each turn in overload held against the two around it: {Share(limit):P0} (median). Turns that were repeated: {Repeated}.

        """);

    private static string Each(IEnumerable<LoadReport> turns, TimeSpan limit) =>
        string.Join(", ", turns.Select(turn => turn.Goodput(limit).ToString("F0", CultureInfo.InvariantCulture)));
}
