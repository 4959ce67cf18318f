using PhoneServicesProxy.Configuration;
using PhoneServicesProxy.Security;

namespace PhoneServicesProxy.Tests.Security;

/// <summary>A configuration that says nothing but who may come in.</summary>
internal static class Secured
{
    public static CurrentConfiguration By(SecurityOptions options) =>
        new(new GatewayConfiguration(null!, new() { Security = options }, [], []), framework: null!, yarp: null!, overrides: null!, applied: null!);
}
