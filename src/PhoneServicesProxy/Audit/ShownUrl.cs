using System.Text.RegularExpressions;
using PhoneServicesProxy.Wording;

namespace PhoneServicesProxy.Audit;

/// <summary>
/// Makes a URL safe to show: without user names, passwords and the values of its query, which may be personal.
/// Administrators write URLs by hand, so any text that is not known to be harmless is hidden.
/// </summary>
internal static partial class ShownUrl
{
    private const string Hidden = "…";
    private const int MaxLength = 300;

    /// <summary>
    /// Replaces the number signs of a placeholder while other number signs mean a fragment. The text itself has no control characters.
    /// </summary>
    private const char Sign = '\u0001';

    public static string Of(string url)
    {
        var clean = Placeholder().Replace(PrintableText.Of(url), $"{Sign}$1{Sign}");
        var scheme = Scheme().Match(clean).Length;
        var shown = (clean[..scheme] + WithoutUser(clean[scheme..])).Replace(Sign, '#');
        return shown.Length <= MaxLength ? shown : shown[..MaxLength] + Hidden;
    }

    public static string PathAndQuery(Uri uri) => OfPath(uri.AbsolutePath + uri.Query + uri.Fragment);

    public static string Path(Uri uri) => OfPath(uri.AbsolutePath);

    private static string OfPath(string path)
    {
        const string Before = "http://host";
        var shown = Of(Before + path);
        return shown.StartsWith($"{Before}/", StringComparison.Ordinal) ? shown[Before.Length..] : $"/{Hidden}";
    }

    /// <param name="rest">Everything after the scheme.</param>
    private static string WithoutUser(string rest)
    {
        if (Internal().IsMatch(rest))
        {
            return rest;
        }

        var (authority, after) = Split(rest, "/\\?#");
        var (path, query) = Split(after, "?#");

        // A password may itself contain a slash or a question mark.
        var within = IsHost(authority) && path.Length > 0 ? authority + path : rest;
        if (within.LastIndexOf('@') is >= 0 and var at)
        {
            return $"{Hidden}@{WithoutUser(rest[(at + 1)..])}";
        }

        return IsHost(authority) ? authority + string.Join('/', path.Split('/').Select(Segment)) + Query(query) : Hidden;
    }

    private static bool IsHost(string authority) => authority.Length == 0 || Host().IsMatch(authority);

    /// <summary>A path may also contain a session's identifier, or a query whose question mark is encoded.</summary>
    private static string Segment(string segment) => Value().Match(segment) is { Success: true } value ? segment[..value.Index] + Hidden : segment;

    private static string Query(string text)
    {
        var (query, fragment) = Split(text, "#");
        return (query.Length == 0 ? "" : "?" + string.Join('&', query[1..].Split('&').Select(Parameter))) + (fragment.Length == 0 ? "" : $"#{Hidden}");
    }

    /// <summary>A parameter without an equals sign may itself be a value, so it is hidden.</summary>
    private static string Parameter(string parameter)
    {
        var (name, value) = Split(parameter, "=");
        return parameter.Length == 0 ? "" : value.Length == 0 ? Hidden
            : $"{(ParameterName().IsMatch(name) ? name : Hidden)}={(value.Length == 1 || Token().IsMatch(value) ? value[1..] : Hidden)}";
    }

    private static (string Before, string After) Split(string text, string at) =>
        text.AsSpan().IndexOfAny(at) is >= 0 and var index ? (text[..index], text[index..]) : (text, "");

    /// <summary>Matches the placeholders that a phone replaces: its name, whether it is in another cluster, and nothing.</summary>
    [GeneratedRegex("#(DEVICENAME|EMCC|EMPTY)#", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Placeholder();

    [GeneratedRegex(@"\A=\u0001[A-Z]+\u0001\z", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Token();

    [GeneratedRegex(@"\A(?:(?:https?|ftp|tftp):)?[/\\]*", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Scheme();

    [GeneratedRegex(@"\AApplication:Cisco/[A-Z]*\z", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Internal();

    [GeneratedRegex(@"\A(?:[\p{L}\p{Nd}._-]+|\[[0-9A-F:.]+\])(?::[0-9]{1,5})?\z", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Host();

    [GeneratedRegex(@"[;=&:]|%(?:2[36]|3[ABDF]|40)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Value();

    [GeneratedRegex(@"\A[A-Z_-]{1,40}\z", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex ParameterName();
}
