using PhoneServicesProxy.Management.Access;

namespace PhoneServicesProxy.Management.Server;

/// <summary>Maps the endpoint for the caller's rights.</summary>
internal static class AccessApi
{
    public static void MapAccess(this IEndpointRouteBuilder api) =>
        api.MapGet("/access", (HttpContext context) => Caller.Of(context).Report())
            .WithName("getAccess")
            .WithTags("Access")
            .WithSummary("The caller, identified by its key, and its rights.");
}
