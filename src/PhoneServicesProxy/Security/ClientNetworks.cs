using System.Net;
using PhoneServicesProxy.Configuration;

namespace PhoneServicesProxy.Security;

/// <summary>Finds a request's client address and checks it against the networks of the current configuration.</summary>
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

    /// <summary>Returns true if the client may use the gateway. Behind a known proxy, the request's address is replaced by the phone's.</summary>
    public bool Allow(HttpContext context)
    {
        var rules = Rules;
        if (rules.Forwarded is { } forwarded && context.Request.Headers.ContainsKey(ForwardedFor))
        {
            forwarded.ApplyForwarders(context);
        }

        // Only a Unix domain socket, which is local to this machine, has no remote address.
        return context.Connection.RemoteIpAddress is not { } address || rules.Allowed.Contains(address);
    }

    /// <summary>Returns true for an address without limits, because many phones share it.</summary>
    public bool IsExempt(IPAddress? address) => address is null || Rules.Exempt.Contains(address);
}
