using PhoneServicesProxy.Certificates;
using PhoneServicesProxy.Configuration;

namespace Microsoft.Extensions.DependencyInjection;

internal static class CertificatesExtensions
{
    /// <summary>Reads certificate files again when they change, and warns before a certificate expires.</summary>
    public static void AddCertificates(this IServiceCollection services)
    {
        services.AddSingleton<CertificateAlarm>();
        services.AddFeatureMetrics<CertificateGauges>();
        services.AddHostedService<CertificateWatcher>();
    }

    /// <summary>
    /// Adds the certificate of one of the gateway's servers as a keyed service <see cref="ReloadingCertificate"/>. It is loaded when it is
    /// first requested.
    /// </summary>
    /// <param name="services">The collection to which it is added.</param>
    /// <param name="name">Its name in logs and metrics, and the service's key.</param>
    /// <param name="options">Gets its settings from the current configuration.</param>
    public static void AddServerCertificate(this IServiceCollection services, string name, Func<FeatureOptions, CertificateOptions> options)
    {
        services.AddKeyedSingleton(name, (provider, _) =>
        {
            var current = provider.GetRequiredService<CurrentConfiguration>();
            var certificate = new ReloadingCertificate(
                name, () => options(current.Options), provider.GetRequiredService<TimeProvider>(), provider.GetRequiredService<ILogger<ReloadingCertificate>>());
            certificate.Load();
            return certificate;
        });
        services.AddSingleton(provider => provider.GetRequiredKeyedService<ReloadingCertificate>(name));
        services.AddSingleton<IReloaded>(provider => provider.GetRequiredKeyedService<ReloadingCertificate>(name));
    }
}
