namespace PhoneServicesProxy.Routing;

/// <summary>The gateway's own metadata of a route.</summary>
internal static class RouteMetadata
{
    /// <summary>Name of a policy in <c>PhoneServices:FailoverPolicies</c>. Every route has one.</summary>
    public const string FailoverPolicy = "FailoverPolicy";

    /// <summary><c>PhoneXml</c> or <c>Any</c>: the content that a good answer must have.</summary>
    public const string Expect = "Expect";

    /// <summary>Comma-separated names: the route matches only requests whose query has no other parameters.</summary>
    public const string OnlyQueryParameters = "OnlyQueryParameters";

    /// <summary>Name of a set in <c>PhoneServices:PageNumbers</c> by which the route's pages are judged; empty for none.</summary>
    public const string PageNumbers = "PageNumbers";

    /// <summary><c>true</c>, the default, or <c>false</c>: if true, the nodes' URLs in this route's answers are rewritten to the gateway's address.</summary>
    public const string RewriteUrls = "RewriteUrls";

    /// <summary>
    /// <c>true</c>, the default, or <c>false</c>: if true, the route's pages depend on the phone's session, and a press that carries a session is
    /// not hedged.
    /// </summary>
    public const string NeedsSession = "NeedsSession";

    /// <summary>
    /// <c>ByName</c>, <c>ByNameOrAddress</c> or <c>Never</c>: whether each phone's last good page is kept, and how the phone is recognised.
    /// </summary>
    public const string LastGoodPage = "LastGoodPage";

    /// <summary>The route that the Retry key leads to after a request that must not be repeated. It is the route of the service's form.</summary>
    public const string FormRoute = "FormRoute";

    public static readonly IReadOnlyList<string> Names =
        [FailoverPolicy, Expect, OnlyQueryParameters, PageNumbers, RewriteUrls, NeedsSession, LastGoodPage, FormRoute];
}
