using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using PhoneServicesProxy.Attempts;
using PhoneServicesProxy.Configuration;
using PhoneServicesProxy.Exhaustion;
using PhoneServicesProxy.Failover;
using PhoneServicesProxy.PhoneXml;
using PhoneServicesProxy.Routing;
using PhoneServicesProxy.Wording;

namespace PhoneServicesProxy.Wiring;

/// <summary>
/// Finds entries of pages that name a node with a path that no route matches. Phones follow them past the gateway. Only one page a second is read:
/// that soon finds what many phones get, and costs presses nothing.
/// </summary>
internal sealed partial class UnroutedEntries(
    CurrentConfiguration current, ParameterPolicyFactory policies, TimeProvider time, ILogger<UnroutedEntries> logger)
{
    /// <summary>The most paths that are kept. A site with more has one cause for all.</summary>
    public const int Most = 50;

    private static readonly TimeSpan Period = TimeSpan.FromSeconds(1);

    private readonly ConditionalWeakTable<GatewayConfiguration, RoutedPaths> _routes = [];
    private readonly ConcurrentDictionary<string, UnroutedEntry> _found = new(StringComparer.Ordinal);
    private long _lookedAt;

    /// <summary>Without those that match a route of the current configuration.</summary>
    public IReadOnlyList<UnroutedEntry> All
    {
        get
        {
            var routes = Routes();
            return [.. _found.Values.Where(entry => !routes.Take(entry.Path)).OrderBy(entry => entry.Path, StringComparer.Ordinal)];
        }
    }

    /// <param name="press">A finished press.</param>
    public void Observe(Press press)
    {
        // The body of a large page is in a buffer that another press may already use.
        if (press is { Shown: { Won: true, Body: { Length: > 0 } page }, Policy: { Expect: Expectation.PhoneXml, Rewriting: { } rewriting }, Gateway: { } gateway }
            && !HeldMemory.Counts(page.Length)
            && IsDue())
        {
            Note(press.Cluster.ClusterId, NodePaths.In(page.Span, rewriting.Nodes, gateway));
        }
    }

    private void Note(string service, IEnumerable<string> paths)
    {
        var routes = Routes();
        foreach (var path in paths.Select(PrintableText.Of).Where(path => !routes.Take(path)))
        {
            var entry = new UnroutedEntry(path, service, time.GetUtcNow());
            if (_found.Count < Most && _found.TryAdd(path, entry))
            {
                LogUnrouted(entry.Service, entry.Shown);
            }
        }
    }

    private bool IsDue()
    {
        var (now, last) = (Math.Max(1, time.GetTimestamp()), Interlocked.Read(ref _lookedAt));
        return (last == 0 || time.GetElapsedTime(last, now) >= Period) && Interlocked.CompareExchange(ref _lookedAt, now, last) == last;
    }

    private RoutedPaths Routes() => _routes.GetValue(current.Value, configuration => new(configuration.Routes.Where(RoutedPaths.TakesGet), policies));

    [LoggerMessage(1, LogLevel.Warning, "Pages of {Service} have entries that lead to {Path}, for which there is no route. Phones follow them to the node itself, and get nothing when it is down. Add a route with that path to ReverseProxy:Routes.", EventName = "EntryUnrouted")]
    private partial void LogUnrouted(string service, string path);
}
