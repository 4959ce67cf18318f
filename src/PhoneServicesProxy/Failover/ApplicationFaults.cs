using System.Collections.Concurrent;
using PhoneServicesProxy.Attempts;
using PhoneServicesProxy.Diagnostics;
using PhoneServicesProxy.PhoneXml;

namespace PhoneServicesProxy.Failover;

/// <summary>
/// Tells the administrator that all nodes give the same wrong answer. Then no node is at fault, and none is taken out of service. Every such press is
/// counted, and logged once a minute for the same service and kind.
/// </summary>
internal sealed partial class ApplicationFaults(AttemptMetrics metrics, TimeProvider time, ILogger<ApplicationFaults> logger)
{
    // Holds at most one entry for each service and kind of failure.
    private readonly ConcurrentDictionary<(string Service, AttemptFailure Kind), LogLimit> _logged = new();
    private readonly ConcurrentDictionary<(string Service, AttemptFailure Kind), long> _lastSeen = new();

    /// <summary>True if all nodes have failed this way within the last minute. A further failure of this kind does not count against its node.</summary>
    public bool IsKnown(string service, AttemptFailure kind) =>
        _lastSeen.TryGetValue((service, kind), out var last) && time.GetElapsedTime(last) < LogLimit.Interval;

    /// <param name="press">A press that no node carried out.</param>
    /// <param name="attempts">Its attempts.</param>
    public void Observe(Press press, IReadOnlyList<Attempt> attempts)
    {
        var answered = attempts.Where(attempt => !attempt.Cancelled && IsAnswer(attempt.Failure)).ToArray();
        if (answered.Length == 0 || Array.Exists(answered, attempt => attempt.Failure != answered[0].Failure)
            || Array.TrueForAll(answered, attempt => attempt.Node == answered[0].Node))
        {
            return;
        }

        var (service, kind) = (press.Cluster.ClusterId, answered[0].Failure);
        metrics.ApplicationFault(service, kind);
        _lastSeen[(service, kind)] = time.GetTimestamp();
        if (_logged.GetOrAdd((service, kind), static _ => new()).IsDue(time, out _))
        {
            LogFault(service, press.Route.Config.RouteId, string.Join(" and ", answered.Select(Describe).Distinct()));
        }
    }

    /// <summary>False for failures whose cause is a wrong request or the lack of a node.</summary>
    private static bool IsAnswer(AttemptFailure failure) => failure
        is AttemptFailure.BadStatus or AttemptFailure.BadPage or AttemptFailure.IllFormedPage or AttemptFailure.ServiceBusy
        or AttemptFailure.AnswerTimeout or AttemptFailure.ConnectionLost or AttemptFailure.BadProtocol;

    private static string Describe(Attempt attempt) => attempt.Failure switch
    {
        AttemptFailure.IllFormedPage when attempt.Page is { } page && PageFaultFinder.Find(page.Span) is { } fault => $"{attempt.Reason} ({fault})",
        _ => NodeFailureText.Of(attempt.Failure) ?? attempt.Reason ?? attempt.Failure.ToString(),
    };
}
