using System.Text.RegularExpressions;

namespace PhoneServicesProxy.Sessions;

/// <summary>
/// A well-formed <c>;jsessionid=</c> at the end of a path. Tomcat writes it into URLs until a client has returned a cookie. It is removed
/// before the path is matched.
/// </summary>
internal sealed partial record SessionInPath(string Parameter)
{
    /// <summary>The session's id, the same as in the session's cookie.</summary>
    public ReadOnlySpan<char> Id => Parameter.AsSpan(Parameter.IndexOf('=', StringComparison.Ordinal) + 1);

    /// <summary>Removes the parameter from the path; null if there is no well-formed one.</summary>
    public static SessionInPath? TakeFrom(HttpRequest request)
    {
        var path = request.Path.Value ?? "";
        var at = path.LastIndexOf(';');
        if (at < 0 || !IsWellFormed(path.AsSpan(at)))
        {
            return null;
        }

        request.Path = path[..at];
        return new(path[at..]);
    }

    /// <param name="parameter">The text from the semicolon to the end of the path.</param>
    public static bool IsWellFormed(ReadOnlySpan<char> parameter) => WellFormed().IsMatch(parameter);

    // After the id come Tomcat's route, and the marks of this gateway and of one behind it.
    [GeneratedRegex(@"^;jsessionid=[0-9A-Za-z]{8,64}(\.[0-9A-Za-z_-]{1,32})?(\.x7[0-9A-Za-z]{5}){0,2}\z", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex WellFormed();
}
