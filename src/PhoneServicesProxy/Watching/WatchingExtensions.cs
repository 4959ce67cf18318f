using PhoneServicesProxy.Watching;

namespace Microsoft.Extensions.DependencyInjection;

internal static class WatchingExtensions
{
    public static void AddWatching(this IServiceCollection services) => services.AddSingleton<Watches>();
}
