using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.WebUtilities;
using PhoneServicesProxy.Fallback.LastGood;
using PhoneServicesProxy.Health;
using PhoneServicesProxy.Nodes;
using PhoneServicesProxy.Routing;
using Yarp.ReverseProxy.Configuration;

namespace PhoneServicesProxy.Management.Reports;

/// <summary>Writes settings for other people to read: numbers, switches and durations always, texts only if they cannot be secret.</summary>
internal static class RedactedConfiguration
{
    public const string Hidden = "(not shown)";

    /// <summary>These keys say what a transform does. Its other values, such as a header's content, may be secret.</summary>
    private static readonly string[] ShownTransforms =
    [
        "PathPrefix", "PathRemovePrefix", "PathSet", "PathPattern", "QueryValueParameter", "QueryRouteParameter", "QueryRemoveParameter",
        "RequestHeadersCopy", "RequestHeaderOriginalHost", "RequestHeader", "RequestHeaderRoute", "RequestHeaderRemove", "RequestHeadersAllowed",
        "ResponseHeadersCopy", "ResponseHeader", "ResponseHeaderRemove", "ResponseHeadersAllowed", "ResponseTrailersCopy", "ResponseTrailer",
        "ResponseTrailerRemove", "ResponseTrailersAllowed", "When", "X-Forwarded", "For", "Host", "Proto", "Prefix", "HeaderPrefix", "Forwarded",
        "ForFormat", "ByFormat", "By", "Action", "ClientCert", "HttpMethodChange",
    ];

    private static readonly string[] ShownMetadata =
    [
        .. RouteMetadata.Names, ClusterMetadata.Title, ClusterMetadata.ExitUrl, NodeDestinations.Priority, NodeDestinations.Weight,
        NodeDestinations.State, NodeDestinations.MaxConcurrentRequests, NodePools.Metadata,
    ];

    private static readonly JsonSerializerOptions Json = new()
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Converters = { new JsonStringEnumConverter() },
        TypeInfoResolver = new DefaultJsonTypeInfoResolver { Modifiers = { HideText } },
    };

    public static JsonNode Of<T>(T settings) => JsonSerializer.SerializeToNode(settings, Json)!;

    private static void HideText(JsonTypeInfo type)
    {
        if (type.Kind != JsonTypeInfoKind.Object)
        {
            return;
        }

        foreach (var property in type.Properties)
        {
            if (property.Get is { } get && (property.AttributeProvider as MemberInfo)?.DeclaringType is { } owner && HoldsText(property.PropertyType) && !RedactedText.Includes(owner, property.Name))
            {
                property.Get = settings => get(settings) is { } value ? Shown(owner, property.Name, value) : null;
            }
        }
    }

    private static bool HoldsText(Type type) =>
        type == typeof(string) || type == typeof(Uri) || typeof(IEnumerable<string>).IsAssignableFrom(type)
        || typeof(IEnumerable<KeyValuePair<string, string>>).IsAssignableFrom(type)
        || typeof(IEnumerable<IReadOnlyDictionary<string, string>>).IsAssignableFrom(type);

    private static object? Shown(Type owner, string property, object value) => (owner.Name, property, value) switch
    {
        (nameof(DestinationConfig), nameof(DestinationConfig.Address) or nameof(DestinationConfig.Health), string address) => ShownAddress.Of(address),
        (nameof(ActiveHealthCheckConfig), nameof(ActiveHealthCheckConfig.Query), string query) => Names(query),
        (nameof(LastGoodPageOptions), nameof(LastGoodPageOptions.Redis), string redis) => RedisEndpoints(redis),
        (_, "Metadata", IReadOnlyDictionary<string, string> metadata) => Only(metadata, IsShownMetadata),
        (_, "Transforms", IEnumerable<IReadOnlyDictionary<string, string>> transforms) =>
            transforms.Select(transform => Only(transform, name => ShownTransforms.Contains(name, StringComparer.OrdinalIgnoreCase))).ToArray(),
        (_, _, IReadOnlyDictionary<string, string> other) => Only(other, _ => false),
        (_, _, string) => Hidden,
        (_, _, IEnumerable<string> list) => list.Select(_ => Hidden).ToArray(),
        _ => null,
    };

    private static bool IsShownMetadata(string name) =>
        ShownMetadata.Contains(name, StringComparer.OrdinalIgnoreCase) || name.StartsWith(HealthMetadataKeys.Prefix, StringComparison.OrdinalIgnoreCase);

    private static Dictionary<string, string> Only(IReadOnlyDictionary<string, string> values, Func<string, bool> isShown) =>
        values.ToDictionary(pair => pair.Key, pair => isShown(pair.Key) ? pair.Value : Hidden);

    private static string Names(string query) =>
        "?" + string.Join('&', QueryHelpers.ParseQuery(query).Keys.Select(name => $"{name}={Hidden}"));

    private static string RedisEndpoints(string text) => text.Length == 0
        ? text
        : RedisSettings.Parse(text) is { } settings ? string.Join(',', settings.EndPoints.Select(RedisEndpoint)) : Hidden;

    private static string? RedisEndpoint(System.Net.EndPoint endpoint) =>
        endpoint is System.Net.DnsEndPoint name ? $"{name.Host}:{name.Port}" : endpoint.ToString();
}
