using System.Net;
using PhoneServicesProxy.Configuration;

namespace PhoneServicesProxy.Security;

/// <summary>Tells whose request it is, and whether phones are there, by the configuration in force.</summary>
internal sealed class ClientNetworks(CurrentConfiguration current, ILoggerFactory loggers)
{
    private const string ForwardedFor = "X-Forwarded-For";
    private volatile ClientRules? _rules;

    private ClientRules Rules
    {
        get
        {
            var options = current.Options.Get<SecurityOptions>();
            return _rules is { } rules && rules.Options == options ? rules : _rules = new(options, loggers);
        }
    }

    /// <summary>Whether the request may come in. Behind a known proxy, its address becomes the phone's.</summary>
    public bool Allow(HttpContext context)
    {
        var rules = Rules;
        if (rules.Forwarded is { } forwarded && context.Request.Headers.ContainsKey(ForwardedFor))
        {
            forwarded.ApplyForwarders(context);
        }

        // Only a socket of the machine's own has no address.
        return context.Connection.RemoteIpAddress is not { } address || rules.Allowed.Contains(address);
    }

    /// <summary>Whether the address is one of many phones.</summary>
    public bool IsExempt(IPAddress? address) => address is null || Rules.Exempt.Contains(address);
}
