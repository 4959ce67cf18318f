using System.Diagnostics.Metrics;
using PhoneServicesProxy.Diagnostics;

namespace PhoneServicesProxy.Security;

internal sealed class RefusalMetrics(IMeterFactory meters) : IFeatureMetrics
{
    private readonly Counter<long> _refusals = meters.CreateGatewayMeter().CreateCounter<long>(
        "phone_services.refusals", "{request}", "Refused requests, by reason.");

    public void Begin(IReadOnlyCollection<string> services)
    {
        foreach (var reason in Enum.GetValues<RefusalReason>())
        {
            Add(0, reason);
        }
    }

    public void Refused(RefusalReason reason) => Add(1, reason);

    private void Add(int count, RefusalReason reason) => _refusals.Add(count, new KeyValuePair<string, object?>("reason", TagName.Of(reason)));
}
