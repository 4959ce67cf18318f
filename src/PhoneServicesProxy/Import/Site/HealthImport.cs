using PhoneServicesProxy.Health;
using PhoneServicesProxy.IosSlb.Model;

namespace PhoneServicesProxy.Import.Site;

/// <summary>
/// Imports when a node is down: <c>faildetect</c>, <c>retry</c> and a ping probe's failures. In the gateway these settings apply to all nodes.
/// </summary>
internal static class HealthImport
{
    private static readonly PassiveHealthOptions Defaults = new();

    public static void Write(IReadOnlyList<BalancedService> services, IReadOnlyList<SlbProbe> probes, JsonSection phoneServices, ImportFindings findings)
    {
        var reals = services.SelectMany(service => service.Reals).Distinct().ToArray();
        if (Least(probes.Select(probe => probe.FailDetect), "faildetect", findings) is { Line: not null } fall)
        {
            Health().Set(nameof(HealthOptions.Fall), Math.Min(fall.Value, 100), $"Line {fall.Line}: faildetect {fall.Value} of a probe: failed probes in succession that take a node out.");
        }

        if (Least(reals.Select(real => real.FailedConnections), "faildetect numconns", findings) is { Line: not null } failures)
        {
            Passive().Set(nameof(PassiveHealthOptions.Failures), failures.Value,
                $"Line {failures.Line}: faildetect numconns {failures.Value}: failed presses within {Defaults.Window.TotalSeconds:0} s that take a node out of a service. A node that refuses connections is taken out at once.");
        }

        if (Least(reals.Select(real => real.FailedClients), "faildetect numclients", findings) is { Line: not null } clients)
        {
            var warning = clients.Value == 1 ? " With 1 a single phone can take a node out." : "";
            Passive().Set(nameof(PassiveHealthOptions.Phones), clients.Value,
                $"Line {clients.Line}: faildetect numclients {clients.Value}: different phones that must have met these failures; {Defaults.Phones} by default.{warning}");
        }

        if (Least(reals.Select(real => real.Retry), "retry", findings) is { Line: not null } retry)
        {
            var hold = TimeSpan.FromSeconds(retry.Value);
            Passive().Set(nameof(PassiveHealthOptions.HoldTime), $"{hold:c}",
                $"Line {retry.Line}: retry {retry.Value}: how long such a node stays out at least, even if its probes are good; 1 s by default.");
            if (hold > Defaults.MaxHoldTime)
            {
                Passive().Set(nameof(PassiveHealthOptions.MaxHoldTime), $"{hold:c}", "Not shorter than HoldTime.");
            }
        }

        JsonSection Health() => phoneServices.Section("Health");

        JsonSection Passive() => Health().Section(nameof(HealthOptions.Passive));
    }

    private static Setting<int> Least(IEnumerable<Setting<int>> settings, string command, ImportFindings findings)
    {
        var written = settings.Where(setting => setting.IsWritten).OrderBy(setting => setting.Value).ThenBy(setting => setting.Line).ToArray();
        foreach (var other in written.Where(setting => setting.Value != written[0].Value))
        {
            findings.Note(other.Line!.Value, $"{command} {other.Value}", $"All nodes share one value, the lowest: {written[0].Value}, of line {written[0].Line}.");
        }

        return written.FirstOrDefault();
    }
}
