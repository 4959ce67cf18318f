namespace PhoneServicesProxy.Routing;

/// <summary>The metadata of a route that is ours.</summary>
internal static class RouteMetadata
{
    /// <summary>Name of a policy in <c>PhoneServices:FailoverPolicies</c>; every route has one.</summary>
    public const string FailoverPolicy = "FailoverPolicy";

    /// <summary><c>PhoneXml</c> or <c>Any</c>: what a good answer holds.</summary>
    public const string Expect = "Expect";

    /// <summary>Comma-separated names: the route matches only requests whose query has no other parameters.</summary>
    public const string OnlyQueryParameters = "OnlyQueryParameters";

    /// <summary>Name of a set in <c>PhoneServices:PageNumbers</c>, by which the route's pages are judged; empty for none.</summary>
    public const string PageNumbers = "PageNumbers";

    /// <summary><c>true</c>, the default, or <c>false</c>: whether the nodes' URLs in this route's answers become the gateway's.</summary>
    public const string RewriteUrls = "RewriteUrls";

    /// <summary>
    /// <c>true</c>, the default, or <c>false</c>: whether the route's pages belong to the phone's session. A press that carries a session is
    /// not hedged there.
    /// </summary>
    public const string NeedsSession = "NeedsSession";

    /// <summary><c>ByName</c>, <c>ByNameOrAddress</c> or <c>Never</c>: whether each phone's last good page is kept, and by what.</summary>
    public const string LastGoodPage = "LastGoodPage";

    /// <summary>The route to which the Retry key leads after a request that must not be repeated: that of the service's form.</summary>
    public const string FormRoute = "FormRoute";

    public static readonly IReadOnlyList<string> Names =
        [FailoverPolicy, Expect, OnlyQueryParameters, PageNumbers, RewriteUrls, NeedsSession, LastGoodPage, FormRoute];
}
