using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.Extensions.Options;

namespace PhoneServicesProxy.Security;

/// <summary>The networks of one configuration, parsed once.</summary>
internal sealed class ClientRules
{
    private static readonly string[] PrivateNetworks =
        ["10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "127.0.0.0/8", "169.254.0.0/16", "fc00::/7", "fe80::/10", "::1/128"];

    private static readonly string[] ThisMachine = ["127.0.0.0/8", "::1/128"];

    public ClientRules(SecurityOptions options, ILoggerFactory loggers)
    {
        Options = options;
        Allowed = new(options.AllowedNetworks is { Count: > 0 } allowed ? allowed : PrivateNetworks);
        Exempt = new(options.RateLimit.ExemptNetworks is { Count: > 0 } exempt ? exempt : ThisMachine);
        Proxies = new(options.KnownProxies);
        Forwarded = Proxies.IsEmpty ? null : new(_ => Task.CompletedTask, loggers, ForwardedBy(Proxies));
    }

    public SecurityOptions Options { get; }

    public AddressSet Allowed { get; }

    public AddressSet Exempt { get; }

    public AddressSet Proxies { get; }

    /// <summary>
    /// ASP.NET Core's handling of <c>X-Forwarded-For</c>. It is null if no proxy is known, because an empty list would make it trust every sender.
    /// Each configuration has its own instance, because the middleware reads its options only once.
    /// </summary>
    public ForwardedHeadersMiddleware? Forwarded { get; }

    private static IOptions<ForwardedHeadersOptions> ForwardedBy(AddressSet proxies)
    {
        var options = new ForwardedHeadersOptions { ForwardedHeaders = ForwardedHeaders.XForwardedFor, ForwardLimit = null };
        options.KnownProxies.Clear();
        options.KnownIPNetworks.Clear();
        foreach (var network in proxies.Networks)
        {
            options.KnownIPNetworks.Add(network);
        }

        return Microsoft.Extensions.Options.Options.Create(options);
    }
}
