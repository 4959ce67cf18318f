using PhoneServicesProxy.Configuration;

namespace PhoneServicesProxy.Fallback.LastGood;

/// <summary>Checks the connection string of the shared store. Its errors never quote the string, because it may contain a password.</summary>
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
