using System.Globalization;
using PhoneServicesProxy.Attempts;
using PhoneServicesProxy.Failover.Hedging;
using PhoneServicesProxy.Failover.PageNumbers;
using PhoneServicesProxy.Rewriting;
using PhoneServicesProxy.Routing;
using PhoneServicesProxy.Sessions;
using Polly;

namespace PhoneServicesProxy.Failover;

/// <summary>What a route's metadata asks for, looked up and built once for each configuration.</summary>
internal sealed class RoutePolicy(FailoverPolicyOptions options, Expectation expect, ResiliencePipeline<Attempt> pipeline, RoutePace pace)
{
    private readonly HashSet<int> _refused =
        [.. options.RefusedStatuses.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
            .Select(code => int.Parse(code, CultureInfo.InvariantCulture))];

    public FailoverPolicyOptions Options => options;

    public Expectation Expect => expect;

    /// <summary>
    /// Whether a phone that cannot be given its page may be given another one. Not where plain text is expected, as for authenticate: a page
    /// must never be taken for a permission.
    /// </summary>
    public bool MayShowPage => expect != Expectation.PlainText;

    public ResiliencePipeline<Attempt> Pipeline => pipeline;

    public RoutePace Pace => pace;

    /// <summary>The numbers that mean something in this route's pages; null where none does, and no page is looked at.</summary>
    public PageNumberSet? PageNumbers { get; init; }

    /// <summary>What makes answers lead to the gateway; null where they go to the phone as they are.</summary>
    public RewriteRules? Rewriting { get; init; }

    /// <summary>By what sessions are known to be a node's.</summary>
    public required SessionMarks Marks { get; init; }

    /// <summary>Whether the route's pages belong to a session: then no other node than the session's is asked while that one is only late.</summary>
    public bool NeedsSession { get; init; } = true;

    /// <summary>Whether the route's pages are kept for the time when no node can answer.</summary>
    public LastGoodScope LastGood { get; init; }

    /// <summary>True where this answer proves that the node executed nothing.</summary>
    public bool IsRefusal(int statusCode) => _refused.Contains(statusCode);
}
