using System.Diagnostics.Metrics;
using PhoneServicesProxy.Diagnostics;

namespace PhoneServicesProxy.Overload;

/// <summary>Counts connections that were closed because there were too many.</summary>
internal sealed class ConnectionMetrics(IMeterFactory meters) : IFeatureMetrics
{
    /// <summary>All clients together had the largest number.</summary>
    public const string AllConnections = "total";

    /// <summary>This client had the largest number.</summary>
    public const string ConnectionsOfClient = "client";

    private readonly Counter<long> _refused = meters.CreateGatewayMeter().CreateCounter<long>(
        "phone_services.connections.refused", "{connection}", "Connections of phones that were closed because there were too many.");

    public void Begin(IReadOnlyCollection<string> services)
    {
        Add(0, AllConnections);
        Add(0, ConnectionsOfClient);
    }

    /// <summary>Counts a connection that was closed immediately because of a limit.</summary>
    public void Refused(string reason) => Add(1, reason);

    private void Add(int count, string reason) => _refused.Add(count, new KeyValuePair<string, object?>("reason", reason));
}
