namespace Microsoft.Extensions.DependencyInjection;

/// <summary>The API's description by OpenAPI, at <c>/openapi.json</c>.</summary>
internal static class ApiDescription
{
    private const string Document = "v1";

    public static void AddApiDescription(this IServiceCollection services) => services.AddOpenApi(Document, options =>
        options.AddDocumentTransformer((document, _, _) =>
        {
            document.Info = new()
            {
                Title = "PhoneServicesProxy management",
                Version = Document,
                Description = "Reading is open to this machine; from elsewhere, and for every change, send the API key or a client certificate.",
            };
            return Task.CompletedTask;
        }));

    public static void MapApiDescription(this IEndpointRouteBuilder server) => server.MapOpenApi("/openapi.json");
}
