using PhoneServicesProxy.Management.Api;
using PhoneServicesProxy.Wiring;
using PhoneServicesProxy.Wording;

namespace PhoneServicesProxy.Management.Reports;

/// <summary>Reports in words how phones are wired.</summary>
internal sealed class WiringReporter(PhonesSeen phones, UnroutedEntries entries, LastAudit audit, TimeProvider time)
{
    private const int MostPaths = 5;

    public WiringReport Report()
    {
        var (now, counts, unrouted, last) = (time.GetUtcNow(), phones.Count(), entries.All, audit.Value);
        return new(
            now,
            phones.Since,
            [.. counts.Select(service => new ServicePhonesReport(service.Service, service.Phones.Day, service.Phones.Week, service.Phones.IsMore))],
            [.. unrouted.Select(entry => new UnroutedReport(entry.Shown, entry.Service, entry.Since))],
            last?.At,
            last?.Findings,
            [
                counts.Count == 0 ? "No phone has been seen yet." : $"Phones seen in the last day, and week, counted for {TimeText.Of(now - phones.Since)}:",
                .. counts.Select(service => $"{service.Service}: {Of(service.Phones)}"),
                unrouted.Count == 0 ? "No page was seen with an entry that bypasses the gateway." : $"Entries that bypass the gateway, because no route matches: {Paths(unrouted)}.",
                last is { } told ? $"{Of(told.Findings)} That was {TimeText.Of(now - told.At)} ago." : "No audit has reported a result since the gateway started. Run: PhoneServicesProxy audit --all",
            ]);
    }

    /// <summary>The problems that the status page shows.</summary>
    public IEnumerable<VerdictReport> Verdicts()
    {
        if (entries.All is { Count: > 0 } unrouted)
        {
            yield return new(
                VerdictKind.EntriesUnrouted, null, [.. unrouted.Select(entry => entry.Service).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)],
                $"{Plural.Of(unrouted.Count, "path")} in pages BYPASS the gateway, with no route, in", null, unrouted.Min(entry => entry.Since),
                $"phones follow them to the node itself: {Paths(unrouted)}. Add a route for each path that phones need");
        }

        if (audit.Value is { Findings.Bypassing: > 0 } last)
        {
            yield return new(
                VerdictKind.PhonesBypass, null, [], $"{Plural.Of(last.Findings.Bypassing, "phone")} of {last.Findings.Asked} BYPASS the gateway somewhere", null, last.At,
                "the last audit says so. Run audit again to see which, and where to change it");
        }
    }

    private static string Of(PhoneCounts phones) => phones.IsMore ? $"more than {phones.Day}, more than {phones.Week}" : $"{phones.Day}, {phones.Week}";

    private static string Of(AuditFindings findings) =>
        $"The last audit{(findings.WasStopped ? ", which was stopped," : "")} read {findings.Read} of {Plural.Of(findings.Asked, "phone")}: "
        + (findings.Bypassing == 0 ? "nothing bypasses the gateway" : $"{Plural.Of(findings.Bypassing, "phone")} bypassed it somewhere")
        + (findings.Unrouted == 0 ? "." : $", and {Plural.Of(findings.Unrouted, "phone")} had a URL that no route takes.");

    private static string Paths(IReadOnlyList<UnroutedEntry> entries)
    {
        string[] paths = [.. entries.Select(entry => entry.Shown).Distinct(StringComparer.Ordinal)];
        return string.Join(", ", paths.Take(MostPaths)) + (paths.Length > MostPaths ? $" and {paths.Length - MostPaths} more" : "");
    }
}
