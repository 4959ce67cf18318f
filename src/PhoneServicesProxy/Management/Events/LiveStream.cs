using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using PhoneServicesProxy.Failover;
using PhoneServicesProxy.Management.Reports;

namespace PhoneServicesProxy.Management.Events;

/// <summary>
/// What a status page listens to, as server-sent events: <c>services</c> once, <c>nodes</c> each second and at once when
/// something has happened, <c>second</c> for each second that is over, <c>happened</c> for each event, with its number as id.
/// </summary>
internal sealed class LiveStream(EventLog events, NodesReporter nodes, ServicesReporter services, PressHistory history, TimeProvider time)
{
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(1);

    /// <param name="lastEventId">The event that the listener knows already; null where it knows none: then it gets all that are kept.</param>
    /// <param name="cancellation">The listener is gone, or the gateway stops.</param>
    public async IAsyncEnumerable<SseItem<object>> ListenAsync(long? lastEventId, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var channel = events.Listen(lastEventId ?? 0);
        try
        {
            var report = services.Report();
            var last = report.To;
            Task<bool>? news = null;
            yield return new(report, "services");
            while (true)
            {
                while (channel.Reader.TryRead(out var happened))
                {
                    yield return new(happened, "happened") { EventId = $"{happened.Id}" };
                }

                yield return new(nodes.Report(), "nodes");
                for (; last < history.Now - 1; last++)
                {
                    yield return new(services.ReportSecond(last + 1), "second");
                }

                news = news is { IsCompleted: false } ? news : channel.Reader.WaitToReadAsync(cancellation).AsTask();
                await Task.WhenAny(news, Task.Delay(Period, time, cancellation));
                if (cancellation.IsCancellationRequested)
                {
                    yield break;
                }
            }
        }
        finally
        {
            events.Forget(channel);
        }
    }
}
