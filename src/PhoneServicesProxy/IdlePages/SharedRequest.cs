using System.Globalization;
using System.Text;
using Microsoft.Net.Http.Headers;
using PhoneServicesProxy.Configuration;
using PhoneServicesProxy.Sessions;

namespace PhoneServicesProxy.IdlePages;

/// <summary>Decides which requests share an answer.</summary>
internal static class SharedRequest
{
    /// <summary>Real identities have about 600 characters. The limit bounds the memory that a client can make the gateway use.</summary>
    private const int MaxLength = 2048;

    /// <summary>
    /// Returns all parts of the request on which the answer can depend; null for a request that must have its own answer.
    /// </summary>
    /// <remarks>
    /// A node sees only parts of a shared request that belong to the identity: no cookie, no credentials, no device, and no unlisted header.
    /// So it cannot make a page for one phone that another must not see. And no client can add a header that changes the page for all phones.
    /// Any header that <c>Vary</c> names is equal or absent in all requests that share. Address and Host are included because they replace the node's
    /// address in the page. Model and display are included because idle pages can be images made for one display. Language and charset are
    /// included because pages are localised. A company has about a dozen such combinations and thousands of phones.
    /// </remarks>
    public static string? Identify(HttpContext context, IdlePageOptions options)
    {
        var request = context.Request;
        if (!HttpMethods.IsGet(request.Method)
            || context.Features.Get<SessionInPath>() is not null
            || request.Query.Keys.Any(name => !CommaSeparated.Contains(options.QueryParameters, name))
            || !HasOnlyPhoneHeaders(request.Headers, options.PhoneHeaders))
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

        return identity.Length <= MaxLength ? identity.ToString() : null;
    }

    private static bool HasOnlyPhoneHeaders(IHeaderDictionary headers, string phoneHeaders)
    {
        foreach (var (name, values) in headers)
        {
            var isAllowed = CommaSeparated.Contains(phoneHeaders, name)
                ? values.Count == 1
                : IsConnectionHeader(name) || string.IsNullOrEmpty(values.ToString());
            if (!isAllowed)
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Host is part of the identity. The other two are not sent to the node.</summary>
    private static bool IsConnectionHeader(string name) =>
        name.Equals(HeaderNames.Host, StringComparison.OrdinalIgnoreCase)
        || name.Equals(HeaderNames.Connection, StringComparison.OrdinalIgnoreCase)
        || name.Equals(HeaderNames.KeepAlive, StringComparison.OrdinalIgnoreCase);
}
