using PhoneServicesProxy.Configuration;

namespace PhoneServicesProxy.Fallback.LastGood;

/// <summary>Checks the connection to the shared store, without ever saying what stands in it: it may hold a password.</summary>
internal static class LastGoodPageValidator
{
    private const string Key = $"{LastGoodPageOptions.Section}:{nameof(LastGoodPageOptions.Redis)}";

    public static void Validate(LastGoodPageOptions options, ErrorList errors)
    {
        if (options.Redis is { Length: > 0 } redis && RedisSettings.Parse(redis) is null)
        {
            errors.Add(Key,
                "cannot be understood (it is not repeated here, since it may hold a password). Write host and port, then options of StackExchange.Redis, such as \"redis1:6379,password=...\", or \"\" for none.");
        }
    }
}
