using System.Globalization;
using System.Text;
using PhoneServicesProxy.TestKit.Chaos;
using PhoneServicesProxy.TestKit.Processes;

namespace PhoneServicesProxy.Benchmarks.Chaos;

/// <summary>The result as Markdown.</summary>
internal static class ChaosTables
{
    private const int LongestShown = 20;
    private const int BadShown = 100;

    public static string Write(ChaosReport report, ChaosOptions options)
    {
        var text = new StringBuilder();
        WritePresses(text, report);
        WriteGauges(text, report, options);
        WriteList(text, "Longest waits", report.Presses.OrderByDescending(press => press.Press.Wait).Take(LongestShown));
        WriteList(text, "Bad presses", report.Bad.Take(BadShown));
        return text.ToString();
    }

    private static void WritePresses(StringBuilder text, ChaosReport report)
    {
        text.AppendLine("| | faults | presses | bad | median wait (ms) | p99 | worst |").AppendLine("|---|---|---|---|---|---|---|");
        AppendRow(text, "all", report.Faults.Count, report.Presses);
        foreach (var page in report.Presses.GroupBy(press => press.Page).OrderByDescending(page => page.Count()))
            AppendRow(text, page.Key.Title, report.Faults.Count, page);

        foreach (var kind in ChaosFault.All.Select(fault => fault.Kind))
            AppendRow(text, $"`{kind}`", report.Faults.Count(fault => fault.Kind == kind), report.Presses.Where(press => press.Kind == kind));

        var lag = report.All.WorstLag.TotalMilliseconds;
        text.AppendLine().AppendLine(CultureInfo.InvariantCulture, $"The load generator itself was late by {lag:F0} ms at most.").AppendLine();
    }

    private static void AppendRow(StringBuilder text, string title, int faults, IEnumerable<ChaosPress> presses)
    {
        var report = ChaosReport.Of(presses);
        text.AppendLine(CultureInfo.InvariantCulture,
            $"| {title} | {faults} | {report.Presses.Count} | {report.Bad} | {report.Median.TotalMilliseconds:F1} | {report.P99.TotalMilliseconds:F0} | {report.Worst.TotalMilliseconds:F0} |");
    }

    private static void WriteGauges(StringBuilder text, ChaosReport report, ChaosOptions options)
    {
        text.AppendLine("What the gateway held; the middle of each tenth of the time:").AppendLine();
        text.AppendLine("| | memory (MB) | open files | sockets | threads |").AppendLine("|---|---|---|---|---|");
        AppendRow(text, "before the first press", report.Samples[0].Gauges);
        for (var tenth = 1; tenth <= 10; tenth++)
            AppendRow(text, string.Create(CultureInfo.InvariantCulture, $"{tenth}/10"), report.InTenth(tenth, options.Duration));

        AppendRow(text, "most", new ProcessGauges(
            report.Samples.Max(sample => sample.Gauges.ResidentBytes),
            report.Samples.Max(sample => sample.Gauges.OpenFiles),
            report.Samples.Max(sample => sample.Gauges.Sockets),
            report.Samples.Max(sample => sample.Gauges.Threads)));
        text.AppendLine().AppendLine(CultureInfo.InvariantCulture,
            $"{(report.IsFlat(options.Duration, options.SettledTenth) ? "Flat" : "**Not flat**")}, from {options.SettledTenth}/10 on.").AppendLine();
    }

    private static void AppendRow(StringBuilder text, string title, ProcessGauges gauges) =>
        text.AppendLine(CultureInfo.InvariantCulture,
            $"| {title} | {gauges.ResidentBytes / 1e6:F0} | {gauges.OpenFiles} | {gauges.Sockets} | {gauges.Threads} |");

    private static void WriteList(StringBuilder text, string title, IEnumerable<ChaosPress> presses)
    {
        text.AppendLine(CultureInfo.InvariantCulture, $"{title}:").AppendLine();
        foreach (var press in presses.DefaultIfEmpty())
            text.AppendLine(CultureInfo.InvariantCulture, $"- {press?.ToString() ?? "none"}");

        text.AppendLine();
    }
}
