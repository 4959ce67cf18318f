using PhoneServicesProxy.Management;

namespace Microsoft.Extensions.DependencyInjection;

internal static class ManagementExtensions
{
    public static void AddManagement(this IServiceCollection services) => services.AddHostedService<ManagementServer>();
}
