using PhoneServicesProxy.Attempts;
using PhoneServicesProxy.Diagnostics;
using PhoneServicesProxy.Failover;
using Yarp.ReverseProxy.Model;

namespace PhoneServicesProxy.Watching;

/// <summary>Reports the nodes that a press was sent to, in order.</summary>
internal static class AskedNodes
{
    /// <summary>No policy asks more nodes. The limit bounds the memory of a press all the same.</summary>
    private const int Most = 16;

    private const int MaxReason = 120;

    public static IReadOnlyList<AskedNodeReport> Of(Press press)
    {
        // The first node is picked before it is known whether the press is allowed.
        if (!press.HasBegun)
        {
            return [];
        }

        var (asked, ended) = (press.Asked, press.Attempts);
        var reports = new List<AskedNodeReport>();
        for (var i = 0; i < asked.Count && reports.Count < Most; i++)
        {
            var (kind, cause) = (TagName.Of(press.KindOf(asked[i])), Cause(press, asked, i, ended));
            Attempt[] own = [.. ended.Where(attempt => attempt.Node == asked[i])];
            reports.Add(own.Length == 0 ? new(asked[i].DestinationId, kind, cause, "unfinished", null, null, null) : Of(own[0], kind, cause));
            reports.AddRange(own.Skip(1).Select(attempt => Of(attempt, "again", "its good probes: no other node is active")));
        }

        return reports;
    }

    private static AskedNodeReport Of(Attempt attempt, string why, string? cause) => new(
        attempt.Node.DestinationId,
        why,
        cause,
        attempt.Cancelled ? "cancelled" : attempt.Won ? "ok" : "failed",
        attempt.Won || attempt.Cancelled ? null : TagName.Of(attempt.Failure),
        attempt.Won || attempt.Cancelled ? null : Cut(attempt.Reason),
        Math.Round(attempt.Duration.TotalMilliseconds, 1));

    private static string? Cause(Press press, IReadOnlyList<DestinationState> asked, int at, IReadOnlyList<Attempt> ended)
    {
        if (at == 0)
        {
            return null;
        }

        if (press.KindOf(asked[at]) == AttemptKind.Hedge)
        {
            return "no answer yet from the nodes before";
        }

        var failed = ended.LastOrDefault(attempt => attempt is { Won: false, Cancelled: false } && asked.Take(at).Contains(attempt.Node));
        return failed is null ? $"{asked[at - 1].DestinationId}, which went down meanwhile" : $"{failed.Node.DestinationId}: {Cut(failed.Reason) ?? TagName.Of(failed.Failure)}";
    }

    private static string? Cut(string? reason) => reason is { Length: > MaxReason } ? $"{reason[..MaxReason]}…" : reason;
}
