using System.Collections.Concurrent;
using PhoneServicesProxy.Diagnostics;
using PhoneServicesProxy.Failover.PageNumbers;

namespace PhoneServicesProxy.Failover;

/// <summary>
/// Tells the administrator that CallManager's setup makes it reject phones' requests through the gateway. Every such page is counted. The
/// log says it once a minute for the same service, node and number.
/// </summary>
internal sealed partial class SetupAlarms(AttemptMetrics metrics, TimeProvider time, ILogger<SetupAlarms> logger)
{
    // Holds at most one entry for each service, node and configured number.
    private readonly ConcurrentDictionary<(string Service, string Node, int Number), LogLimit> _logged = new();

    /// <summary>Raised with each log line. Handlers must not block.</summary>
    public event Action<SetupAlarm>? Raised;

    public void Raise(string service, string node, int number, PageNumberOptions options)
    {
        metrics.AlarmRaised(service, node, number);
        if (_logged.GetOrAdd((service, node, number), static _ => new()).IsDue(time, out _))
        {
            LogAlarm(service, node, number, options.Meaning, options.Parameter);
            Raised?.Invoke(new(service, node, number, options.Meaning, options.Parameter));
        }
    }
}
