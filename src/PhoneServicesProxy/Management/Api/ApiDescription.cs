using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;
using PhoneServicesProxy.Management.Api;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>The OpenAPI description of the API, at <c>/openapi.json</c>.</summary>
internal static class ApiDescription
{
    private const string Document = "v1";
    private const string ApiKey = "apiKey";

    public static void AddApiDescription(this IServiceCollection services) =>
        services.AddOpenApi(Document, options => options.AddDocumentTransformer(DescribeAsync));

    public static void MapApiDescription(this IEndpointRouteBuilder server) => server.MapOpenApi("/openapi.json");

    /// <summary>Adds the group with everything that all endpoints of the API share.</summary>
    public static RouteGroupBuilder MapApi(this IEndpointRouteBuilder server)
    {
        var api = server.MapGroup("/api");
        api.ProducesProblem(StatusCodes.Status401Unauthorized);
        api.ProducesProblem(StatusCodes.Status403Forbidden);
        api.ProducesProblem(StatusCodes.Status429TooManyRequests);
        return api;
    }

    private static async Task DescribeAsync(OpenApiDocument document, OpenApiDocumentTransformerContext context, CancellationToken cancellation)
    {
        document.Info = new()
        {
            Title = "PhoneServicesProxy management",
            Version = Document,
            Description = "Reading is open to this machine. From elsewhere, and for every change, send the API key, or a client certificate. A viewer's key is only for reading.",
        };
        document.AddComponent(ApiKey, new OpenApiSecurityScheme { Type = SecuritySchemeType.Http, Scheme = "bearer" });
        document.Security = [new() { [new OpenApiSecuritySchemeReference(ApiKey, document)] = [] }, []];

        // Only the event stream uses this type.
        document.AddComponent(nameof(SecondReport), await context.GetOrCreateSchemaAsync(typeof(SecondReport), null, cancellation));
    }
}
