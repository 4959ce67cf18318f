namespace PhoneServicesProxy.Failover;

/// <summary>How long a connection for this request may take; it differs by failover policy, not by client.</summary>
internal static class ConnectLimit
{
    /// <summary>For requests that state none, such as probes.</summary>
    public static readonly TimeSpan Default = TimeSpan.FromMilliseconds(300);

    private static readonly HttpRequestOptionsKey<TimeSpan> Key = new("PhoneServicesProxy.ConnectLimit");

    public static void Set(HttpRequestMessage request, TimeSpan limit) => request.Options.Set(Key, limit);

    public static TimeSpan Of(HttpRequestMessage request) =>
        request.Options.TryGetValue(Key, out var limit) ? limit : Default;
}
