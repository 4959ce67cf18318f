using StackExchange.Redis;

namespace PhoneServicesProxy.Fallback.LastGood;

/// <summary>Reads a connection string. The defaults suit a store that is useful but never necessary.</summary>
internal static class RedisSettings
{
    /// <summary>If a string has the same option twice, the later one wins, so the site's options override these.</summary>
    private const string Defaults = "connectTimeout=1000,asyncTimeout=1000,syncTimeout=1000,name=PhoneServicesProxy,";

    private static readonly TimeSpan ReconnectInterval = TimeSpan.FromSeconds(1);

    /// <summary>Returns null if the text is not a connection string.</summary>
    public static ConfigurationOptions? Parse(string text)
    {
        try
        {
            var settings = ConfigurationOptions.Parse(Defaults + text);

            // The gateway must start and run without Redis. No commands are queued while Redis is not connected.
            settings.AbortOnConnectFail = false;
            settings.BacklogPolicy = BacklogPolicy.FailFast;
            settings.ReconnectRetryPolicy = new LinearRetry((int)ReconnectInterval.TotalMilliseconds);
            return settings.EndPoints.Count > 0 && settings.EndPoints.All(IsAddress) ? settings : null;
        }
        catch (ArgumentException)
        {
            return null;
        }
    }

    private static bool IsAddress(System.Net.EndPoint endpoint) =>
        endpoint is not System.Net.DnsEndPoint { Host: var host } || Uri.CheckHostName(host) != UriHostNameType.Unknown;
}
