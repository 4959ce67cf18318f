using Microsoft.AspNetCore.WebUtilities;
using PhoneServicesProxy.Wording;

namespace PhoneServicesProxy.Fallback.ErrorPages;

/// <summary>Detects requests that may carry a user id, a PIN or a password.</summary>
internal static class Credentials
{
    public static bool IsIn(HttpRequest request) =>
        request.Headers.Authorization.Count > 0 || IsIn(request.QueryString.Value);

    /// <summary>Returns true if the query has a parameter with such a name. The value does not matter.</summary>
    public static bool IsIn(string? query)
    {
        foreach (var parameter in new QueryStringEnumerable(query))
        {
            if (SecretNames.Contains(parameter.DecodeName().Span))
            {
                return true;
            }
        }

        return false;
    }
}
