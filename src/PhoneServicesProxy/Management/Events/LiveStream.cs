using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using PhoneServicesProxy.Failover;
using PhoneServicesProxy.Management.Reports;

namespace PhoneServicesProxy.Management.Events;

/// <summary>
/// The server-sent events for status pages: <c>services</c> once, <c>nodes</c> each second and after each event, <c>second</c> for each complete
/// second, <c>happened</c> for each event, with its number as id.
/// </summary>
internal sealed class LiveStream(EventLog events, NodesReporter nodes, ServicesReporter services, PressHistory history, TimeProvider time)
{
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(1);

    /// <param name="lastEventId">The last event that the listener has; null if it has none. Then it gets all events that are kept.</param>
    /// <param name="cancellation">Cancelled if the listener is gone or the gateway stops.</param>
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
