using System.Text;
using System.Text.RegularExpressions;
using System.Text.Unicode;
using Microsoft.AspNetCore.WebUtilities;

namespace PhoneServicesProxy.Security;

/// <summary>
/// The parameters of a request that may be a login, from query and form, read as a servlet container reads them. Names must be ASCII.
/// A request that a container might read differently is refused, because it would be a login that is not counted.
/// </summary>
internal sealed partial class LoginRequest
{
    private readonly List<(string Name, string Value)> _parameters = [];

    private LoginRequest()
    {
    }

    /// <summary>Null if the request has none.</summary>
    public string? User => First("userid");

    /// <summary>Null if the request has none.</summary>
    public string? Device => First("device");

    /// <summary>True if the request has a user or a PIN.</summary>
    public bool IsLogin => User is not null || First("seq") is not null;

    /// <summary>True if the answer can prove that the user's PIN is right. The answer to a logout or an incomplete login proves nothing.</summary>
    public bool ProvesPin => User is not null && First("seq") is not null && First("doLogout") is null;

    /// <summary>Extension Mobility Cross Cluster: the answer may come from the user's home cluster instead of the node.</summary>
    public bool IsEmcc => _parameters.Exists(parameter => Is(parameter.Name, "EMCC") && Is(parameter.Value.Trim(), "true"));

    /// <summary>Returns the request, or the reason why it can be read in more than one way.</summary>
    public static (LoginRequest? Login, RefusalReason? Fault) Read(HttpRequest request, byte[]? body)
    {
        var login = new LoginRequest();
        return !HasReadableContent(request, body) ? (null, RefusalReason.ContentType)
            : login.Add(request.QueryString.Value) && login.Add(body is null ? null : Encoding.Latin1.GetString(body).TrimEnd('\r', '\n')) && login.IsPlain()
                ? (login, null)
                : (null, RefusalReason.Query);
    }

    /// <summary>
    /// True if there is no body, or a form in a charset whose names are ASCII. A container may use the request's charset for the query as well,
    /// and may look for the word "charset" anywhere after the type.
    /// </summary>
    private static bool HasReadableContent(HttpRequest request, byte[]? body)
    {
        var type = request.ContentType ?? "";
        return request.Headers.ContentEncoding.Count == 0
            && (type.Length == 0 || ReadableForm().IsMatch(type) || (body is not { Length: > 0 } && !type.Contains("charset", StringComparison.OrdinalIgnoreCase)));
    }

    /// <summary>Adds the parameters. Returns false if a name is not plain or a value contains a control character.</summary>
    private bool Add(string? text)
    {
        // Some containers also end a parameter at a semicolon.
        foreach (var parameter in new QueryStringEnumerable(text?.Replace(';', '&')))
        {
            var (name, value) = (Decode(parameter.EncodedName), Decode(parameter.EncodedValue));
            if (!PlainName().IsMatch(name) || Control().IsMatch(value))
            {
                return false;
            }

            if (value.Trim().Length > 0)
            {
                _parameters.Add((name, value));
            }
        }

        return true;
    }

    /// <summary>
    /// True if there is at most one user, because each node may choose differently between several, and if the user does not change when it is decoded
    /// again or leniently. The device is not checked, because a client can send any device name.
    /// </summary>
    private bool IsPlain() =>
        _parameters.Count(parameter => Is(parameter.Name, "userid")) <= 1
        && !(User is { } user && DecodesFurther().IsMatch(user));

    private string? First(string name) => _parameters.Find(parameter => Is(parameter.Name, name)).Value;

    private static bool Is(string one, string other) => one.Equals(other, StringComparison.OrdinalIgnoreCase);

    /// <summary>Decodes as UTF-8 if valid, else as Latin-1, so a name has the same key in both encodings.</summary>
    internal static string Decode(ReadOnlyMemory<char> encoded)
    {
        var bytes = Encoding.Latin1.GetBytes(encoded.ToArray());
        bytes = System.Net.WebUtility.UrlDecodeToBytes(bytes, 0, bytes.Length) ?? [];
        return (Utf8.IsValid(bytes) ? Encoding.UTF8 : Encoding.Latin1).GetString(bytes);
    }

    [GeneratedRegex("""^application/x-www-form-urlencoded[ \t]*(;[ \t]*charset=("?)(utf-?8|iso-8859-1|us-ascii|windows-1252)\2[ \t]*)?;?[ \t]*\z""", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex ReadableForm();

    [GeneratedRegex(@"^[A-Za-z0-9_.-]*\z")]
    private static partial Regex PlainName();

    [GeneratedRegex(@"[\x00-\x1F\x7F]")]
    private static partial Regex Control();

    /// <summary>Matches remaining percent signs, and overlong UTF-8 sequences that old decoders accept as ASCII.</summary>
    [GeneratedRegex(@"%|[\xC0\xC1][\x80-\xBF]|\xE0[\x80-\x9F][\x80-\xBF]")]
    private static partial Regex DecodesFurther();
}
