using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Options;
using PhoneServicesProxy.Tls;

namespace Microsoft.Extensions.DependencyInjection;

internal static class TlsExtensions
{
    public static void AddPhonesTls(this IServiceCollection services)
    {
        services.AddServerCertificate(PhonesTls.CertificateName, options => options.Get<TlsOptions>().Certificate);
        services.AddSingleton<IConfigureOptions<KestrelServerOptions>, PhonesTls>();
    }
}
