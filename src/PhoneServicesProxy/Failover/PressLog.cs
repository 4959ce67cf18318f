using PhoneServicesProxy.Attempts;
using PhoneServicesProxy.PhoneXml;

namespace PhoneServicesProxy.Failover;

/// <summary>
/// Writes one line for each press, at Debug unless all nodes failed: a healthy gateway is silent. A line contains nothing of the
/// request except its service.
/// </summary>
internal sealed partial class PressLog(ILogger<PressLog> logger)
{
    public void Answered(Press press, Attempt winner)
    {
        if (!logger.IsEnabled(LogLevel.Debug))
        {
            return;
        }

        press.Trace?.OpenForLine();
        var lost = press.Attempts.Where(attempt => attempt != winner).ToArray();
        if (lost.Length == 0)
        {
            LogAnswered(press.Cluster.ClusterId, winner.Node.DestinationId, winner.Duration.TotalMilliseconds);
        }
        else if (press.KindOf(winner.Node) == AttemptKind.First)
        {
            LogOvertook(press.Cluster.ClusterId, winner.Node.DestinationId, winner.Duration.TotalMilliseconds, string.Join(", ", lost.Select(Describe)));
        }
        else
        {
            LogFailedOver(press.Cluster.ClusterId, winner.Node.DestinationId, winner.Duration.TotalMilliseconds, string.Join(", ", lost.Select(Describe)));
        }
    }

    public void AnsweredByFailure(Press press, Attempt shown) =>
        LogAnsweredByFailure(press.Cluster.ClusterId, shown.Node.DestinationId, string.Join(", ", press.Attempts.Select(Describe)));

    /// <summary>Warns of URLs that bypass the gateway.</summary>
    public void Rewritten(Press press, RewriteCounts counts)
    {
        if (counts.TooLong > 0)
        {
            LogTooLong(press.Cluster.ClusterId, UrlLength.Max, counts.TooLong);
        }

        if (counts.NoPlainHttp > 0)
        {
            LogNoPlainHttp(press.Cluster.ClusterId, counts.NoPlainHttp);
        }
    }

    public static string Describe(Attempt attempt) =>
        $"{attempt.Node.DestinationId}: {(attempt.Cancelled ? "too slow" : attempt.Reason ?? attempt.Failure.ToString())} after {attempt.Duration.TotalMilliseconds:0} ms";

    [LoggerMessage(1, LogLevel.Debug, "{Service}: {Node} answered in {Milliseconds:0.0} ms.", EventName = "PressAnswered")]
    private partial void LogAnswered(string service, string node, double milliseconds);

    [LoggerMessage(2, LogLevel.Debug, "{Service}: {Node} answered in {Milliseconds:0.0} ms, after failover ({Lost}).", EventName = "PressFailedOver")]
    private partial void LogFailedOver(string service, string node, double milliseconds, string lost);

    [LoggerMessage(6, LogLevel.Debug, "{Service}: {Node} answered in {Milliseconds:0.0} ms, after hedging ({Lost}).", EventName = "PressHedged")]
    private partial void LogOvertook(string service, string node, double milliseconds, string lost);

    [LoggerMessage(3, LogLevel.Warning, "{Service}: every attempt failed. The phone gets the failed page of {Node} ({Attempts}).", EventName = "PressAnsweredByFailure")]
    private partial void LogAnsweredByFailure(string service, string node, string attempts);

    [LoggerMessage(4, LogLevel.Warning, "{Service}: {Count} URLs still lead to a node. With the gateway's address they would have more than {MaxLength} characters. Give phones a shorter address of the gateway, or set PhoneServices:PublicBaseAddress.", EventName = "UrlTooLong")]
    private partial void LogTooLong(string service, int maxLength, int count);

    [LoggerMessage(5, LogLevel.Warning, "{Service}: {Count} Notify URIs still lead to a node. The phone came by https, and Notify needs an http address. Set PhoneServices:PublicBaseAddress:Http.", EventName = "NotifyLeft")]
    private partial void LogNoPlainHttp(string service, int count);
}
