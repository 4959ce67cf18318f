using PhoneServicesProxy.Composition;
using PhoneServicesProxy.Configuration;
using PhoneServicesProxy.Security;

namespace PhoneServicesProxy.Tests.Security;

/// <summary>A configuration that says nothing but who may come in.</summary>
internal static class Secured
{
    public static CurrentConfiguration By(SecurityOptions options) =>
        new(Configuration(options), framework: null!, new([], []), new(), orders: clusters => clusters);

    public static GatewayConfiguration Configuration(SecurityOptions options) => new(null!, FeatureOptions.Of(new PhoneServicesOptions { Security = options }), [], []);
}
