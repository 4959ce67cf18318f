using Microsoft.Extensions.Options;

namespace PhoneServicesProxy.Telemetry;

/// <summary>
/// Turns off the framework's loggers that write query strings, unrouted paths or raw request lines, which may contain PINs. The configured
/// log level does not matter. Turning off the first logger also removes the log scopes that contain a request's path.
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
        // A rule for one provider takes precedence over a rule for all, so each provider that has rules needs these rules too.
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
