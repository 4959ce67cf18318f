using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using PhoneServicesProxy.Benchmarks.Proxies;

namespace PhoneServicesProxy.Benchmarks;

/// <summary>What every result says first: how, when and with which versions it was measured.</summary>
internal static class Report
{
    public static async Task<string> HeaderAsync(string title, string method, IReadOnlyList<ProxyRecipe> proxies, TimeProvider time)
    {
        var text = new StringBuilder();
        text.AppendLine(CultureInfo.InvariantCulture, $"# {title}").AppendLine().AppendLine(method).AppendLine();
        text.AppendLine(CultureInfo.InvariantCulture,
            $"Measured on {time.GetUtcNow():yyyy-MM-dd}, {Environment.ProcessorCount} cores, {RuntimeInformation.FrameworkDescription}, {RuntimeInformation.OSDescription}, Linux {KernelVersion()}.");
        text.AppendLine().AppendLine("| proxy | version | settings |").AppendLine("|---|---|---|");
        foreach (var proxy in proxies)
        {
            var settings = $"[{proxy.Settings}](/tests/PhoneServicesProxy.Benchmarks/Proxies/settings/{proxy.Settings})";
            text.AppendLine(CultureInfo.InvariantCulture, $"| {proxy.Title} | {await proxy.Version()} | {settings} |");
        }

        return text.AppendLine().ToString();
    }

    private static string KernelVersion() => File.ReadAllText("/proc/sys/kernel/osrelease").Trim();

    public static Task DeliverAsync(string text, string? file) =>
        file is null ? Console.Out.WriteAsync(text) : File.WriteAllTextAsync(file, text);
}
