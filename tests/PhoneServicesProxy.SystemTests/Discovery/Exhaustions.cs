using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using PhoneServicesProxy.Exhaustion;

namespace PhoneServicesProxy.SystemTests.Discovery;

/// <summary>What the gateway lacks, where nobody asks for it.</summary>
internal static class Exhaustions
{
    public static GatewayExhaustion New() => new(
        new(new ServiceCollection().AddMetrics().BuildServiceProvider().GetRequiredService<IMeterFactory>()), TimeProvider.System, NullLogger<GatewayExhaustion>.Instance);
}
