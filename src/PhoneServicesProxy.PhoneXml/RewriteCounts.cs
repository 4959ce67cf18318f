namespace PhoneServicesProxy.PhoneXml;

/// <summary>Counts the changes to an answer.</summary>
/// <param name="Rewritten">URLs of nodes that now lead to the gateway.</param>
/// <param name="TooLong">URLs of nodes that were left, because they would have become longer than <see cref="UrlLength.Max"/>.</param>
/// <param name="IllFormed">1 for a page that was left unchanged because it is not well-formed, else 0.</param>
/// <param name="NoPlainHttp">URIs <c>Notify:http:NODE:…</c> that were left, because no http address of the gateway is known.</param>
/// <param name="Sessions">URLs that lead to the gateway and have a session in their path.</param>
/// <param name="Unrouted">URLs of nodes that were left, because no route of the gateway matches their path.</param>
internal readonly record struct RewriteCounts(int Rewritten = 0, int TooLong = 0, int IllFormed = 0, int NoPlainHttp = 0, int Sessions = 0, int Unrouted = 0)
{
    public static RewriteCounts operator +(RewriteCounts one, RewriteCounts other) =>
        new(one.Rewritten + other.Rewritten, one.TooLong + other.TooLong, one.IllFormed + other.IllFormed, one.NoPlainHttp + other.NoPlainHttp, one.Sessions + other.Sessions, one.Unrouted + other.Unrouted);
}
