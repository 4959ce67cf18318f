using System.Globalization;
using System.Text;
using Microsoft.Net.Http.Headers;
using PhoneServicesProxy.Configuration;
using PhoneServicesProxy.Sessions;

namespace PhoneServicesProxy.IdlePages;

/// <summary>Decides which requests share an answer.</summary>
internal static class SharedRequest
{
    /// <summary>Real ones have some 600 characters. It bounds what somebody can make the gateway remember.</summary>
    private const int MaxLength = 2048;

    /// <summary>
    /// Everything on which the answer can depend; null for a request that must have its own.
    /// </summary>
    /// <remarks>
    /// A node sees nothing of a shared request that is not in here: not a cookie, no credentials, no device, no header that is
    /// not listed. So it cannot make a page for one phone that another must not see, nobody can slip in a header that changes
    /// the page for all, and whatever header <c>Vary</c> names is equal, or absent, among those that share. Address and
    /// Host are in here because they are written into the page in place of the node's. Headers are in here that tell
    /// model and display, because idle pages can be images made to measure, and language and charset, because pages are
    /// localised: a company has a dozen of such combinations, and thousands of phones.
    /// </remarks>
    public static string? Identify(HttpContext context, IdlePageOptions options)
    {
        var request = context.Request;
        if (!HttpMethods.IsGet(request.Method)
            || context.Features.Get<SessionInPath>() is not null
            || request.Query.Keys.Any(name => !CommaSeparated.Contains(options.QueryParameters, name))
            || !HasOnlyHeadersOfPhones(request.Headers, options.PhoneHeaders))
        {
            return null;
        }

        var identity = new StringBuilder(512)
            .AppendJoin('\n', request.Scheme, request.Host.Value, request.Path.Value, request.QueryString.Value)
            .Append(CultureInfo.InvariantCulture, $"\n{context.Connection.LocalIpAddress}:{context.Connection.LocalPort}");
        foreach (var range in options.PhoneHeaders.AsSpan().Split(','))
        {
            var name = options.PhoneHeaders.AsSpan()[range].Trim().ToString();
            identity.Append('\n').Append(name).Append('=').Append(request.Headers[name].ToString());
        }

        return identity.Length <= MaxLength && !HoldsSeparator(identity) ? identity.ToString() : null;
    }

    private static bool HasOnlyHeadersOfPhones(IHeaderDictionary headers, string phoneHeaders)
    {
        foreach (var (name, values) in headers)
        {
            var isFit = CommaSeparated.Contains(phoneHeaders, name)
                ? values.Count == 1
                : IsOfTheConnection(name) || string.IsNullOrEmpty(values.ToString());
            if (!isFit)
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Host is part of the identity; the others end at the gateway.</summary>
    private static bool IsOfTheConnection(string name) =>
        name.Equals(HeaderNames.Host, StringComparison.OrdinalIgnoreCase)
        || name.Equals(HeaderNames.Connection, StringComparison.OrdinalIgnoreCase)
        || name.Equals(HeaderNames.KeepAlive, StringComparison.OrdinalIgnoreCase);

    /// <summary>Output caching refuses keys with its separators by an empty key, under which it would still collapse requests.</summary>
    private static bool HoldsSeparator(StringBuilder identity)
    {
        foreach (var chunk in identity.GetChunks())
        {
            if (chunk.Span.ContainsAny('\x1e', '\x1f'))
            {
                return true;
            }
        }

        return false;
    }
}
