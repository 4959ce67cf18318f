using Microsoft.AspNetCore.OutputCaching;

namespace PhoneServicesProxy.IdlePages;

/// <summary>
/// The name of the policy in a route's <c>OutputCachePolicy</c>. YARP checks it and puts it on the endpoint. The framework's output cache itself
/// is not used: <see cref="IdlePageMiddleware"/> shares the pages.
/// </summary>
internal static class IdlePagePolicy
{
    public const string Name = "IdlePage";

    public static bool IsOn(Endpoint? endpoint) => IsName(endpoint?.Metadata.GetMetadata<OutputCacheAttribute>()?.PolicyName);

    public static bool IsName(string? policy) => Name.Equals(policy, StringComparison.OrdinalIgnoreCase);
}
