using System.Text.RegularExpressions;
using PhoneServicesProxy.Telemetry;

namespace PhoneServicesProxy.Commands;

/// <summary>Notes on environment variables that look like the gateway's, but are not read.</summary>
internal static partial class EnvironmentNotes
{
    /// <summary>Other .NET programs read these. ASPNETCORE_HTTP_PORTS is not listed, because .NET images set it themselves.</summary>
    private static readonly string[] OfFramework = ["ASPNETCORE_URLS", "DOTNET_URLS"];

    /// <param name="names">The names of the variables. Values are not needed, and may be secret.</param>
    public static IEnumerable<string> Mistakes(IEnumerable<string> names)
    {
        string[] ordered = [.. names.Order(StringComparer.Ordinal)];
        foreach (var name in ordered.Where(name => OneUnderscore().IsMatch(name)))
        {
            yield return $"environment: {name}: is ignored, because two underscores must separate keys. Write {Underscores().Replace(name, "__")}.";
        }

        foreach (var name in ordered.Where(name => OfFramework.Contains(name, StringComparer.OrdinalIgnoreCase)))
        {
            yield return $"environment: {name}: is ignored. Write Urls, which has the addresses for phones.";
        }

        if (Array.Find(ordered, name => name.StartsWith(TelemetrySettings.Otlp, StringComparison.OrdinalIgnoreCase)) is { } telemetry && !ordered.Any(name => TelemetrySettings.Endpoints.Contains(name, StringComparer.OrdinalIgnoreCase)))
        {
            yield return $"environment: {telemetry}: has no effect without an endpoint for telemetry. Write {TelemetrySettings.Endpoints[0]}, such as \"http://collector:4317\".";
        }
    }

    // Kubernetes sets similar names for a service of that name.
    [GeneratedRegex("^(PhoneServices|ReverseProxy)_(?!_|SERVICE_(HOST|PORT)|PORT(_|$))", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex OneUnderscore();

    [GeneratedRegex("_+")]
    private static partial Regex Underscores();
}
