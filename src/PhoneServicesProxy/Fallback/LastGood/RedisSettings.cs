using StackExchange.Redis;

namespace PhoneServicesProxy.Fallback.LastGood;

/// <summary>Reads a connection string, with defaults for a store that is useful and never necessary.</summary>
internal static class RedisSettings
{
    /// <summary>What stands behind in the same string wins.</summary>
    private const string Defaults = "connectTimeout=1000,asyncTimeout=1000,syncTimeout=1000,name=PhoneServicesProxy,";

    private static readonly TimeSpan BetweenConnects = TimeSpan.FromSeconds(1);

    /// <summary>Null for what is no connection string.</summary>
    public static ConfigurationOptions? Parse(string text)
    {
        try
        {
            var settings = ConfigurationOptions.Parse(Defaults + text);

            // The gateway starts without it and goes on without it, and nothing queues up for the day when it is back.
            settings.AbortOnConnectFail = false;
            settings.BacklogPolicy = BacklogPolicy.FailFast;
            settings.ReconnectRetryPolicy = new LinearRetry((int)BetweenConnects.TotalMilliseconds);
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
