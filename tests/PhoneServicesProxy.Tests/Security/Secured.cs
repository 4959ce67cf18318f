using PhoneServicesProxy.Composition;
using PhoneServicesProxy.Configuration;
using PhoneServicesProxy.Security;

namespace PhoneServicesProxy.Tests.Security;

/// <summary>A configuration that says nothing but who may come in.</summary>
internal static class Secured
{
    public static CurrentConfiguration By(SecurityOptions options) =>
        new(
            new(null!, FeatureOptions.Of(new PhoneServicesOptions { Security = options }), [], []), framework: null!, yarp: null!, applied: null!, orders: clusters => clusters);
}
