using System.Globalization;
using PhoneServicesProxy.Attempts;
using PhoneServicesProxy.Failover.Hedging;
using PhoneServicesProxy.Failover.PageNumbers;
using PhoneServicesProxy.PublicAddress;
using PhoneServicesProxy.Routing;
using PhoneServicesProxy.Sessions;
using Polly;

namespace PhoneServicesProxy.Failover;

/// <summary>The settings in a route's metadata, built once for each configuration.</summary>
internal sealed class RoutePolicy(FailoverPolicyOptions options, Expectation expect, ResiliencePipeline<Attempt> pipeline, RouteHedging hedging)
{
    private readonly HashSet<int> _refused =
        [.. options.RefusedStatuses.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
            .Select(code => int.Parse(code, CultureInfo.InvariantCulture))];

    public FailoverPolicyOptions Options => options;

    public Expectation Expect => expect;

    /// <summary>
    /// True if a phone may get another page instead of the one it asked for. False if plain text is expected, as for authenticate: a page
    /// must never be mistaken for a permission.
    /// </summary>
    public bool MayShowPage => expect != Expectation.PlainText;

    public ResiliencePipeline<Attempt> Pipeline => pipeline;

    public RouteHedging RouteHedging => hedging;

    /// <summary>The numbers with a meaning in this route's pages. If it is null, pages are not searched for numbers.</summary>
    public PageNumberSet? PageNumbers { get; init; }

    /// <summary>The rules for rewriting URLs; null if answers pass unchanged.</summary>
    public RewriteRules? Rewriting { get; init; }

    /// <summary>The marks that tell which node has a session.</summary>
    public required SessionMarks Marks { get; init; }

    /// <summary>True if the route's pages belong to a session. Then no other node is asked while the session's node is only late.</summary>
    public bool NeedsSession { get; init; } = true;

    /// <summary>Whether, and by which key, the route's pages are kept for the time when no node can answer.</summary>
    public LastGoodScope LastGood { get; init; }

    /// <summary>True if this status proves that the node executed nothing.</summary>
    public bool IsRefusal(int statusCode) => _refused.Contains(statusCode);
}
