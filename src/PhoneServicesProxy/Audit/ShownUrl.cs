using System.Text;

namespace PhoneServicesProxy.Audit;

/// <summary>A URL as it may be shown: without names and passwords, and without the values of its query, which may be those of a user.</summary>
internal static class ShownUrl
{
    private const string Hidden = "…";
    private const int MaxLength = 300;

    public static string Of(string url)
    {
        var clean = string.Concat(url.Where(character => !char.IsControl(character)));
        var authority = clean.IndexOf("://", StringComparison.Ordinal) is >= 0 and var scheme ? scheme + 3 : 0;
        var end = clean.AsSpan(authority).IndexOfAny("/?#") is >= 0 and var length ? authority + length : clean.Length;
        if (authority > 0 && clean.AsSpan(authority, end - authority).LastIndexOf('@') is >= 0 and var at)
        {
            clean = string.Concat(clean.AsSpan(0, authority), Hidden, clean.AsSpan(authority + at));
        }

        var query = clean.IndexOf('?', StringComparison.Ordinal);
        var shown = query < 0 ? clean : clean[..(query + 1)] + WithoutValues(clean[(query + 1)..]);
        return shown.Length <= MaxLength ? shown : shown[..MaxLength] + Hidden;
    }

    public static string PathAndQuery(Uri uri) => Of(uri.AbsolutePath + uri.Query + uri.Fragment);

    /// <summary>What a phone puts in itself, such as <c>#DEVICENAME#</c>, tells nothing.</summary>
    private static string WithoutValues(string query)
    {
        var text = new StringBuilder(query.Length);
        foreach (var (index, parameter) in query.Split('&').Index())
        {
            var equals = parameter.IndexOf('=', StringComparison.Ordinal);
            var value = equals < 0 ? "" : parameter[(equals + 1)..];
            var mayBeShown = value.Length == 0 || (value.Length > 2 && value[0] == '#' && value[^1] == '#');
            text.Append(index == 0 ? "" : "&").Append(equals < 0 ? Name(parameter) : $"{Name(parameter[..equals])}={(mayBeShown ? value : Hidden)}");
        }

        return text.ToString();
    }

    /// <summary>A query without an equals sign may be a value itself.</summary>
    private static string Name(string text) => text.Length <= 40 && text.All(character => char.IsAsciiLetter(character) || character is '_' or '-' or '#') ? text : Hidden;
}
