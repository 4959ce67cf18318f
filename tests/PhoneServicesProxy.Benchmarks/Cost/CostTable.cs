using System.Globalization;
using System.Text;
using PhoneServicesProxy.Benchmarks.Proxies;

namespace PhoneServicesProxy.Benchmarks.Cost;

/// <summary>The result as Markdown.</summary>
internal static class CostTable
{
    public static string Write(IReadOnlyList<(ProxyRecipe Proxy, CostResult Result)> results)
    {
        var text = new StringBuilder();
        text.AppendLine("| proxy | CPU a press, warm (µs) | on a fresh connection (µs) | presses/s | not 200 | memory (MB) | start (ms) "
            + "| first 10 s: CPU (ms) | median / p99 / worst wait (ms) | bad |");
        text.AppendLine("|---|---|---|---|---|---|---|---|---|---|");
        foreach (var (proxy, result) in results)
            text.AppendLine(Row(proxy, result));

        return text.ToString();
    }

    public static string Row(ProxyRecipe proxy, CostResult result)
    {
        var first = result.FirstPresses;
        return string.Create(CultureInfo.InvariantCulture,
            $"| {proxy.Title} | {result.CpuPerPress.TotalMicroseconds:F0} | {result.CpuPerFreshPress.TotalMicroseconds:F0} | {result.PressesPerSecond:F0} | {result.Failures} ")
            + string.Create(CultureInfo.InvariantCulture,
            $"| {result.ResidentBytes / 1e6:F0} | {result.StartedIn.TotalMilliseconds:F0} | {result.FirstCpu.TotalMilliseconds:F0} ")
            + string.Create(CultureInfo.InvariantCulture,
            $"| {first.Median.TotalMilliseconds:F1} / {first.P99.TotalMilliseconds:F0} / {first.Worst.TotalMilliseconds:F0} | {first.Bad} |");
    }
}
