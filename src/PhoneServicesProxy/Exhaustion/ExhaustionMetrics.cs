using System.Diagnostics.Metrics;
using PhoneServicesProxy.Diagnostics;

namespace PhoneServicesProxy.Exhaustion;

internal sealed class ExhaustionMetrics(IMeterFactory meters) : IFeatureMetrics
{
    public const string Name = "phone_services.gateway.exhausted";

    private readonly Counter<long> _exhausted = meters.CreateGatewayMeter().CreateCounter<long>(
        Name, "{event}", "Times that the gateway itself lacked a resource, by resource.");

    public void Begin(IReadOnlyCollection<string> services)
    {
        foreach (var resource in Enum.GetValues<ExhaustedResource>())
        {
            Add(0, resource);
        }
    }

    public void Exhausted(ExhaustedResource resource) => Add(1, resource);

    private void Add(int count, ExhaustedResource resource) => _exhausted.Add(count, new KeyValuePair<string, object?>("cause", TagName.Of(resource)));
}
