using Microsoft.Extensions.Options;

namespace PhoneServicesProxy.Telemetry;

/// <summary>
/// Silences the framework's loggers that write query strings, paths that no route knows, or raw request lines, PINs included,
/// whatever level the configuration asks for. With the first of them go the scopes that hold a request's path.
/// </summary>
internal sealed class SecretLogFilter : IPostConfigureOptions<LoggerFilterOptions>
{
    private static readonly string[] Categories =
    [
        "Microsoft.AspNetCore.Hosting.Diagnostics",
        "Microsoft.AspNetCore.Routing.Matching",
        "Microsoft.AspNetCore.Server.Kestrel.BadRequests",
        "Yarp.ReverseProxy.Forwarder.HttpForwarder",
        "System.Net.Http",
    ];

    public void PostConfigure(string? name, LoggerFilterOptions options)
    {
        // A rule for one provider beats a rule for all, so ours must exist for each provider that has rules.
        var providers = options.Rules.Select(rule => rule.ProviderName).Append(null).Distinct().ToArray();
        for (var i = options.Rules.Count - 1; i >= 0; i--)
        {
            if (options.Rules[i].CategoryName is { } category && Categories.Any(secret => category.StartsWith(secret, StringComparison.OrdinalIgnoreCase)))
            {
                options.Rules.RemoveAt(i);
            }
        }

        foreach (var provider in providers)
        {
            foreach (var category in Categories)
            {
                options.Rules.Add(new LoggerFilterRule(provider, category, LogLevel.None, null));
            }
        }
    }
}
