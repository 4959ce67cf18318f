using PhoneServicesProxy.Certificates;
using PhoneServicesProxy.Configuration;

namespace Microsoft.Extensions.DependencyInjection;

internal static class CertificatesExtensions
{
    /// <summary>Reads certificate files again when they change, and raises the alarm before a certificate expires.</summary>
    public static void AddCertificates(this IServiceCollection services)
    {
        services.AddSingleton<CertificateAlarm>();
        services.AddFeatureMetrics<CertificateGauges>();
        services.AddHostedService<CertificateWatcher>();
    }

    /// <summary>A certificate of a server of ours: a keyed service <see cref="ReloadingCertificate"/>, loaded when it is first asked for.</summary>
    /// <param name="services">Where it is added.</param>
    /// <param name="name">What it is for, in logs and metrics, and the service's key.</param>
    /// <param name="options">Where its files are, in the configuration in force.</param>
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
