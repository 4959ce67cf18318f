using System.Globalization;
using System.Text;
using System.Text.Json;
using PhoneServicesProxy.Management.Api;

namespace PhoneServicesProxy.Commands.Probe;

/// <summary>The results as a table or as JSON.</summary>
internal static class ProbeReport
{
    private static readonly string[] Headings = ["node", "service", "", "time", "what a phone would see", "asked"];

    public static string Json(IReadOnlyList<NodeProbe> results) => JsonSerializer.Serialize(results, ApiJson.Indented) + Environment.NewLine;

    public static string Table(IReadOnlyList<NodeProbe> results)
    {
        string[][] rows = [Headings, .. results.Select(Cells)];
        var widths = Headings.Select((_, column) => rows.Max(row => row[column].Length)).ToArray();
        var text = new StringBuilder();
        foreach (var row in rows)
        {
            text.AppendLine(string.Join("  ", row.Select((cell, column) => column == 3 ? cell.PadLeft(widths[column]) : cell.PadRight(widths[column]))).TrimEnd());
        }

        return text.AppendLine().AppendLine(Summary(results)).ToString();
    }

    /// <summary>Services for which no node gives a usable page, whatever the node's configured state.</summary>
    public static IEnumerable<string> ServicesWithoutNode(IReadOnlyList<NodeProbe> results) => results
        .GroupBy(result => result.Service)
        .Where(service => !service.Any(result => result.Verdict is ProbeVerdict.Ok or ProbeVerdict.ProbeWrong or ProbeVerdict.NotProbed))
        .Select(service => service.Key);

    private static string[] Cells(NodeProbe result) =>
    [
        result.Node,
        result.Service,
        result.Verdict switch
        {
            ProbeVerdict.Ok => "ok",
            ProbeVerdict.ProbeWrong => "probe wrong",
            ProbeVerdict.Standby => "standby",
            ProbeVerdict.Maintenance => "maintenance",
            ProbeVerdict.NotProbed => "not probed",
            _ => "DOWN",
        },
        result.Milliseconds is { } time ? string.Create(CultureInfo.InvariantCulture, $"{time:0} ms") : "",
        string.Join("; ", new[] { result.Failure, result.Page is { Root: not null } page ? page.ToString() : null }.Where(part => part is not null)),
        result.Url ?? "",
    ];

    private static string Summary(IReadOnlyList<NodeProbe> results)
    {
        var lost = ServicesWithoutNode(results).ToArray();
        var down = results.Where(result => result.Verdict == ProbeVerdict.Down && !lost.Contains(result.Service)).ToArray();
        var wrong = results.Where(result => result.Verdict == ProbeVerdict.ProbeWrong).ToArray();
        var phones = lost.Length > 0 ? $"Phones would get an error page: no node is good for {string.Join(", ", lost)}."
            : down.Length > 0 ? $"Phones would not notice: another node is good for each of these services. Down: {string.Join(", ", down.Select(result => result.Node).Distinct())}."
            : null;
        string[] said = [.. new[] { phones, wrong.Length > 0 ? WrongProbes(wrong) : null }.OfType<string>()];
        return said.Length == 0 ? "All is well." : string.Join(Environment.NewLine, said);
    }

    private static string WrongProbes(NodeProbe[] wrong)
    {
        var faults = wrong.GroupBy(result => result.Fault!.Text)
            .Select(fault => $"{string.Join(", ", fault.Select(result => result.Service).Distinct())} ({fault.Key}; {fault.First().Fault!.PhoneEffect})");
        return $"All nodes that answer fail the same probe, so the probe or the application is wrong: {string.Join(", ", faults)}.";
    }
}
