using System.Text;
using System.Text.RegularExpressions;
using System.Text.Unicode;
using Microsoft.AspNetCore.WebUtilities;

namespace PhoneServicesProxy.Security;

/// <summary>
/// A request by which somebody may log in, as a servlet container reads it: parameters of the query and of the form, in ASCII names.
/// What a container might read in another way than the gateway is refused, because it would be a login that nobody counts.
/// </summary>
internal sealed partial class LoginRequest
{
    private readonly List<(string Name, string Value)> _parameters = [];

    private LoginRequest()
    {
    }

    /// <summary>Null where the request has none.</summary>
    public string? User => First("userid");

    /// <summary>Null where the request has none.</summary>
    public string? Device => First("device");

    /// <summary>Whether it asks with a user or a PIN.</summary>
    public bool IsLogin => User is not null || First("seq") is not null;

    /// <summary>Whether the page for it can tell that the user's PIN is right: a logout, or half a login, shows none that does.</summary>
    public bool ProvesPin => User is not null && First("seq") is not null && First("doLogout") is null;

    /// <summary>Extension Mobility Cross Cluster: the answer may come from behind the node, of the user's home cluster.</summary>
    public bool IsEmcc => _parameters.Exists(parameter => Is(parameter.Name, "EMCC") && Is(parameter.Value.Trim(), "true"));

    /// <summary>The request, or why it cannot be read in one way only.</summary>
    public static (LoginRequest? Login, RefusalReason? Fault) Read(HttpRequest request, byte[]? body)
    {
        var login = new LoginRequest();
        return !HasReadableContent(request, body) ? (null, RefusalReason.ContentType)
            : login.Add(request.QueryString.Value) && login.Add(body is null ? null : Encoding.Latin1.GetString(body).TrimEnd('\r', '\n')) && login.IsPlain()
                ? (login, null)
                : (null, RefusalReason.Query);
    }

    /// <summary>
    /// A form in a charset that has ASCII for its names. Containers may read the query, too, in the charset that the request names, and
    /// may look for its name anywhere behind the type.
    /// </summary>
    private static bool HasReadableContent(HttpRequest request, byte[]? body)
    {
        var type = request.ContentType ?? "";
        return request.Headers.ContentEncoding.Count == 0
            && (type.Length == 0 || ReadableForm().IsMatch(type) || (body is not { Length: > 0 } && !type.Contains("charset", StringComparison.OrdinalIgnoreCase)));
    }

    /// <summary>Adds the parameters; false where one has a name that is not plain, or holds a control character.</summary>
    private bool Add(string? text)
    {
        // Some containers end a parameter at a semicolon, too.
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
    /// One user: which of several counts is up to the node. Nor is the name one that becomes another where it is decoded once more, or
    /// leniently. A device says of itself what it likes anyway.
    /// </summary>
    private bool IsPlain() =>
        _parameters.Count(parameter => Is(parameter.Name, "userid")) <= 1
        && !(User is { } user && DecodesFurther().IsMatch(user));

    private string? First(string name) => _parameters.Find(parameter => Is(parameter.Name, name)).Value;

    private static bool Is(string one, string other) => one.Equals(other, StringComparison.OrdinalIgnoreCase);

    /// <summary>What is not UTF-8 is taken for Latin-1: so a name is the same one in whatever of the two it is written.</summary>
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

    /// <summary>Percent signs that are left over, and what old decoders of UTF-8 take for ASCII in more bytes than it needs.</summary>
    [GeneratedRegex(@"%|[\xC0\xC1][\x80-\xBF]|\xE0[\x80-\x9F][\x80-\xBF]")]
    private static partial Regex DecodesFurther();
}
