using System.Text.RegularExpressions;

namespace PhoneServicesProxy.Sessions;

/// <summary>
/// A well-formed <c>;jsessionid=</c> at the end of a path: Tomcat writes it into URLs until a client has returned a cookie. It
/// is taken off before the path is matched.
/// </summary>
internal sealed partial record SessionInPath(string Parameter)
{
    /// <summary>The session's id, as the cookie of the same session has it.</summary>
    public ReadOnlySpan<char> Id => Parameter.AsSpan(Parameter.IndexOf('=', StringComparison.Ordinal) + 1);

    /// <summary>Takes the parameter off the path; null where there is none that is well-formed.</summary>
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

    /// <param name="parameter">From the semicolon to the end of the path.</param>
    public static bool IsWellFormed(ReadOnlySpan<char> parameter) => WellFormed().IsMatch(parameter);

    // Behind the id: Tomcat's route, and the marks of this gateway and of one behind it.
    [GeneratedRegex(@"^;jsessionid=[0-9A-Za-z]{8,64}(\.[0-9A-Za-z_-]{1,32})?(\.x7[0-9A-Za-z]{5}){0,2}\z", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex WellFormed();
}
