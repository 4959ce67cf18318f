using System.Globalization;
using System.Text;
using PhoneServicesProxy.Benchmarks.Proxies;

namespace PhoneServicesProxy.Benchmarks.Faults;

/// <summary>The result as Markdown.</summary>
internal static class FaultTable
{
    public static string Write(IReadOnlyList<ProxyRecipe> proxies, IReadOnlyList<FaultCell> cells)
    {
        var text = new StringBuilder();
        text.AppendLine("| fault | " + string.Join(" | ", proxies.Select(proxy => proxy.Title)) + " |");
        text.AppendLine("|---|" + string.Concat(proxies.Select(_ => "---|")));
        foreach (var row in cells.GroupBy(cell => cell.Fault))
            text.AppendLine(Row(row.Key.Title, proxies, proxy => $"{row.Single(cell => cell.Proxy == proxy.Key)}"));

        text.AppendLine(Row("*median healthy press, ms*", proxies, proxy => HealthyMedian(proxy, cells)));
        text.AppendLine().AppendLine("What the bad presses got:").AppendLine();
        foreach (var cell in cells.Where(cell => cell.Bad > 0))
        {
            var title = proxies.Single(proxy => proxy.Key == cell.Proxy).Title;
            text.AppendLine(CultureInfo.InvariantCulture, $"- {cell.Fault.Title}, {title}: {cell.Reasons}");
        }

        return text.ToString();
    }

    private static string HealthyMedian(ProxyRecipe proxy, IReadOnlyList<FaultCell> cells)
    {
        TimeSpan[] waits = [.. cells.Where(cell => cell.Proxy == proxy.Key).SelectMany(cell => cell.HealthyWaits).Order()];
        return waits.Length == 0 ? "–" : waits[waits.Length / 2].TotalMilliseconds.ToString("F1", CultureInfo.InvariantCulture);
    }

    private static string Row(string title, IReadOnlyList<ProxyRecipe> proxies, Func<ProxyRecipe, string> cell) =>
        $"| {title} | " + string.Join(" | ", proxies.Select(cell)) + " |";
}
