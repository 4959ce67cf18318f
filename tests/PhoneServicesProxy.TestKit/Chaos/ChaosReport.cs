using PhoneServicesProxy.TestKit.Fleet;
using PhoneServicesProxy.TestKit.Processes;

namespace PhoneServicesProxy.TestKit.Chaos;

/// <summary>The presses, the faults of nodes, and the gateway's resources during the run.</summary>
internal sealed class ChaosReport
{
    private const double Slack = 1.1;
    private const int FilesSlack = 20;
    private const int ThreadsSlack = 10;

    public ChaosReport(
        IEnumerable<(ChaosPage Page, FleetReport Report)> pressed, IReadOnlyList<PlayedFault> faults, IReadOnlyList<ChaosSample> samples)
    {
        (Faults, Samples) = (faults, samples);
        Presses =
        [
            .. pressed.SelectMany(part => part.Report.Presses.Select(press => new ChaosPress(part.Page, press, FaultsOf(press))))
                .OrderBy(press => press.Press.Due),
        ];
    }

    public IReadOnlyList<ChaosPress> Presses { get; }

    /// <summary>The faults, in the order in which they happened.</summary>
    public IReadOnlyList<PlayedFault> Faults { get; }

    /// <summary>The first sample is from before the first press, the last from after the last press.</summary>
    public IReadOnlyList<ChaosSample> Samples { get; }

    public IReadOnlyList<ChaosPress> Bad => [.. Presses.Where(press => press.Press.Bad)];

    public FleetReport All => Of(Presses);

    public static FleetReport Of(IEnumerable<ChaosPress> presses) => new([.. presses.Select(press => press.Press)]);

    /// <summary>The median of each gauge in a tenth of the run, 1 to 10. Single faults do not change it.</summary>
    public ProcessGauges InTenth(int tenth, TimeSpan duration)
    {
        var (from, to) = ((tenth - 1) * duration / 10, tenth * duration / 10);
        ProcessGauges[] gauges = [.. Samples.Where(sample => sample.At >= from && sample.At <= to).Select(sample => sample.Gauges)];
        if (gauges is [])
            gauges = [Samples.Last(sample => sample.At <= to).Gauges];

        return new ProcessGauges(
            Median(gauges.Select(gauge => gauge.ResidentBytes)),
            Median(gauges.Select(gauge => gauge.OpenFiles)),
            Median(gauges.Select(gauge => gauge.Sockets)),
            Median(gauges.Select(gauge => gauge.Threads)));
    }

    /// <summary>
    /// True if the gateway's resources at the end are not larger than in an earlier tenth, when everything had happened once. Small
    /// differences, caused by the current faults, are allowed.
    /// </summary>
    /// <param name="duration">The duration of the whole run.</param>
    /// <param name="tenth">The earlier tenth.</param>
    public bool IsFlat(TimeSpan duration, int tenth)
    {
        var (settled, end) = (InTenth(tenth, duration), InTenth(10, duration));
        return end.ResidentBytes <= settled.ResidentBytes * Slack
            && end.OpenFiles <= settled.OpenFiles + FilesSlack
            && end.Sockets <= settled.Sockets + FilesSlack
            && end.Threads <= settled.Threads + ThreadsSlack;
    }

    private static T Median<T>(IEnumerable<T> values)
    {
        T[] ordered = [.. values.Order()];
        return ordered[(ordered.Length - 1) / 2];
    }

    private PlayedFault[] FaultsOf(Press press)
    {
        var end = press.Due + press.Wait;
        PlayedFault[] met = [.. Faults.Where(fault => fault.Began <= end && fault.Repaired >= press.Due)];
        return met is [] && Faults.LastOrDefault(fault => fault.Began <= end) is { } last ? [last] : met;
    }
}
