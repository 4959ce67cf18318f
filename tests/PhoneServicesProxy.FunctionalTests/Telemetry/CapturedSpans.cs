using System.Collections.Concurrent;
using System.Diagnostics;
using PhoneServicesProxy.FunctionalTests.Hosting;

namespace PhoneServicesProxy.FunctionalTests.Telemetry;

/// <summary>The gateway's spans of presses that came to a node of this test; other tests run in the same process.</summary>
internal sealed class CapturedSpans : IDisposable
{
    private readonly ConcurrentQueue<Activity> _spans = new();
    private readonly ActivityListener _listener;
    private readonly int _port;

    /// <param name="port">The node's port.</param>
    public CapturedSpans(int port)
    {
        _port = port;
        _listener = new()
        {
            ShouldListenTo = source => source.Name == "PhoneServicesProxy",
            Sample = (ref _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = _spans.Enqueue,
        };
        ActivitySource.AddActivityListener(_listener);
    }

    public IReadOnlyList<Activity> Attempts => [.. _spans.Where(span => Equals(span.GetTagItem("server.port"), _port))];

    /// <summary>Those of other tests included.</summary>
    public IReadOnlyList<Activity> Presses => [.. _spans.Where(span => span.Kind == ActivityKind.Server)];

    /// <summary>The press, and its attempts by their beginning, once they have all come to an end.</summary>
    public async Task<(Activity Press, Activity[] Attempts)> OnePressAsync(int attempts)
    {
        Activity? press = null;
        Activity[] children = [];
        await Eventually.IsAsync(() =>
        {
            press = Attempts is [var first, ..] ? _spans.SingleOrDefault(span => span.SpanId == first.ParentSpanId) : null;
            children = press is null ? [] : [.. _spans.Where(span => span.ParentSpanId == press.SpanId).OrderBy(span => span.StartTimeUtc)];
            return children.Length >= attempts;
        });
        Assert.Equal(attempts, children.Length);
        return (press!, children);
    }

    public void Dispose() => _listener.Dispose();
}
