using Microsoft.AspNetCore.WebUtilities;
using PhoneServicesProxy.Wording;

namespace PhoneServicesProxy.Fallback.ErrorPages;

/// <summary>Tells whether a request may carry a user id, a PIN or a password.</summary>
internal static class Credentials
{
    public static bool AreIn(HttpRequest request) =>
        request.Headers.Authorization.Count > 0 || AreIn(request.QueryString.Value);

    /// <summary>True where the query has a parameter of such a name, whatever its value.</summary>
    public static bool AreIn(string? query)
    {
        foreach (var parameter in new QueryStringEnumerable(query))
        {
            if (SecretNames.Include(parameter.DecodeName().Span))
            {
                return true;
            }
        }

        return false;
    }
}
