using System.Text;
using Microsoft.AspNetCore.WebUtilities;
using PhoneServicesProxy.Configuration;
using PhoneServicesProxy.Failover;
using PhoneServicesProxy.PhoneXml;
using PhoneServicesProxy.PublicAddress;
using PhoneServicesProxy.Routing;
using Yarp.ReverseProxy.Configuration;

namespace PhoneServicesProxy.Fallback.ErrorPages;

/// <summary>Builds the URL of the Retry key.</summary>
internal static class RetryUrl
{
    /// <summary>
    /// For a request that changes nothing, the key repeats it. Otherwise the key leads to the service's form, with the form's own parameters. The route's
    /// metadata <c>FormRoute</c> names the form. The result is null if there is neither, or if the URL does not fit into a page.
    /// </summary>
    public static string? Of(HttpRequest request, Press press, GatewayConfiguration configuration)
    {
        var pathAndQuery = press.MayRepeat ? SameUrl(request) : Form(press, request, configuration);

        // Even if a route does not rewrite the nodes' URLs, this page needs the gateway's address.
        var gateway = AddressForPhone.Of(request.HttpContext, press.Policy.Rewriting ?? RewriteRules.Of(configuration));
        if (pathAndQuery is null || gateway is null)
        {
            return null;
        }

        var url = gateway.For(request.IsHttps) + pathAndQuery;
        return url.Length <= UrlLength.Max && IsPlain(url) ? url : null;
    }

    private static string? SameUrl(HttpRequest request) =>
        Credentials.IsIn(request) ? null : $"{request.PathBase}{request.Path}{request.QueryString}";

    private static string? Form(Press press, HttpRequest request, GatewayConfiguration configuration)
    {
        var metadata = press.Route.Config.Metadata;
        var form = configuration.Routes.FirstOrDefault(route => route.RouteId == metadata?.GetValueOrDefault(RouteMetadata.FormRoute));
        if (form?.Match.Path is not { } formPath)
        {
            return null;
        }

        // If both paths are the same page, the phone's spelling is kept, because Tomcat's paths are case-sensitive.
        var path = request.Path.Equals(formPath, StringComparison.OrdinalIgnoreCase) ? $"{request.Path}" : formPath;
        return request.PathBase + path + FormQuery(form, request.QueryString.Value, Posted(press, request));
    }

    private static string FormQuery(RouteConfig form, string? query, string? posted)
    {
        var required = (form.Match.QueryParameters ?? []).Where(parameter => parameter.Values is { Count: > 0 }).ToArray();
        var allowed = (form.Metadata?.GetValueOrDefault(RouteMetadata.OnlyQueryParameters) ?? "")
            .Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
            .Except(required.Select(parameter => parameter.Name), StringComparer.OrdinalIgnoreCase)
            .ToHashSet(StringComparer.OrdinalIgnoreCase);
        var result = new StringBuilder();
        foreach (var parameter in required)
        {
            Add(parameter.Name, Uri.EscapeDataString(parameter.Values![0]));
        }

        foreach (var source in new[] { query, posted })
        {
            foreach (var parameter in new QueryStringEnumerable(source))
            {
                // If a name occurs several times, the first one is used, as nodes do.
                if (allowed.Remove($"{parameter.DecodeName()}"))
                {
                    Add($"{parameter.EncodedName}", $"{parameter.EncodedValue}");
                }
            }
        }

        return $"{result}";

        void Add(string name, string value) => result.Append(result.Length == 0 ? '?' : '&').Append(name).Append('=').Append(value);
    }

    private static string? Posted(Press press, HttpRequest request) =>
        press.Body is { } body && request.HasFormContentType ? Encoding.Latin1.GetString(body) : null;

    /// <summary>Returns true if the URL has printable ASCII only. A page in any encoding can hold it.</summary>
    private static bool IsPlain(string url) => url.All(character => character is > ' ' and < '\u007F');
}
