using System.Collections.Frozen;
using System.Diagnostics.Metrics;
using System.Text.Json;
using PhoneServicesProxy.Telemetry;

namespace PhoneServicesProxy.Exhaustion;

/// <summary>Counts how often the gateway lacked something, by what.</summary>
internal sealed class ExhaustionMetrics(IMeterFactory meters)
{
    public const string Name = "phone_services.gateway.exhausted";

    private static readonly FrozenDictionary<ExhaustedResource, string> Causes =
        Enum.GetValues<ExhaustedResource>().ToFrozenDictionary(value => value, value => JsonNamingPolicy.SnakeCaseLower.ConvertName(value.ToString()));

    private readonly Counter<long> _exhausted = meters.Create(GatewayMetrics.MeterName).CreateCounter<long>(
        Name, "{event}", "Times that the gateway itself lacked something, by what.");

    /// <summary>Has counters begin at 0: two readings of one that begins with its first event do not differ.</summary>
    public void Begin()
    {
        foreach (var resource in Enum.GetValues<ExhaustedResource>())
        {
            Add(0, resource);
        }
    }

    public void Exhausted(ExhaustedResource resource) => Add(1, resource);

    private void Add(int count, ExhaustedResource resource) => _exhausted.Add(count, new KeyValuePair<string, object?>("cause", Causes[resource]));
}
