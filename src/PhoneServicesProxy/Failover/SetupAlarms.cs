using System.Collections.Concurrent;
using PhoneServicesProxy.Diagnostics;
using PhoneServicesProxy.Failover.PageNumbers;

namespace PhoneServicesProxy.Failover;

/// <summary>
/// Tells the administrator that CallManager rejects what phones ask through the gateway because of how it is set up. Every such
/// page is counted; the log says it once a minute for the same service, node and number.
/// </summary>
internal sealed partial class SetupAlarms(AttemptMetrics metrics, TimeProvider time, ILogger<SetupAlarms> logger)
{
    // Holds as many as there are services, nodes and configured numbers.
    private readonly ConcurrentDictionary<(string Service, string Node, int Number), LogLimit> _logged = new();

    /// <summary>Raised with each line of the log: handlers must not wait.</summary>
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
