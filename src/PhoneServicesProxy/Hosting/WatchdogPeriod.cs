using System.Globalization;

namespace PhoneServicesProxy.Hosting;

/// <summary>The watchdog period of systemd (sd_watchdog_enabled(3)).</summary>
internal sealed record WatchdogPeriod(TimeSpan Value)
{
    /// <summary>Null if systemd has no watchdog for this process.</summary>
    public static WatchdogPeriod? Of(Func<string, string?> variable) =>
        long.TryParse(variable("WATCHDOG_USEC"), NumberStyles.None, CultureInfo.InvariantCulture, out var microseconds) && microseconds > 0
        && (variable("WATCHDOG_PID") is not { Length: > 0 } process || process == Environment.ProcessId.ToString(CultureInfo.InvariantCulture))
            ? new(TimeSpan.FromMicroseconds(microseconds))
            : null;
}
