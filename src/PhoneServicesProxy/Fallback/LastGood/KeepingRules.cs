using System.Text;
using System.Text.RegularExpressions;
using PhoneServicesProxy.PhoneXml;
using PhoneServicesProxy.Wording;

namespace PhoneServicesProxy.Fallback.LastGood;

/// <summary>Decides which pages may be kept.</summary>
internal static partial class KeepingRules
{
    /// <summary>The limit in bytes, far more than a phone can show.</summary>
    public const int MaxSize = 64 * 1024;

    private static readonly PhoneObject[] Menus =
    [
        PhoneObject.Menu, PhoneObject.Input, PhoneObject.IconMenu, PhoneObject.IconFileMenu, PhoneObject.GraphicMenu, PhoneObject.GraphicFileMenu,
    ];

    public static bool Allow(HttpResponseMessage answer, ReadOnlySpan<byte> page, string contentType) =>
        page.Length <= MaxSize
        && contentType.Length <= 256
        && answer.Content.Headers.ContentEncoding.Count == 0
        && !IsForbidden(answer)
        && IsMenu(page, contentType)
        && !HoldsCredentials(page);

    /// <summary>
    /// <c>no-store</c> means that the page must not be stored anywhere, and a shared store is such a place. Phone services routinely send
    /// <c>no-cache</c>, <c>private</c> or an <c>Expires</c> in the past to keep pages off the phone's URL stack. Those only require
    /// that a node is asked first. The gateway did ask, and no node answered.
    /// </summary>
    private static bool IsForbidden(HttpResponseMessage answer) =>
        answer.Headers.NonValidated.TryGetValues("Cache-Control", out var values)
        && values.ToString().Contains("no-store", StringComparison.OrdinalIgnoreCase);

    /// <summary>A service that cannot do its work often shows a text instead of a menu. Such a text must not replace the kept menu.</summary>
    private static bool IsMenu(ReadOnlySpan<byte> page, string contentType) =>
        PhonePageCheck.Check(page, contentType) is { Kind: PhonePageKind.Phone } whole && Menus.Contains(whole.Root);

    /// <summary>
    /// Subscribed services may have a user's id and PIN in their URLs; the personal address book of CallManager 4.x does. A session
    /// that could not be removed from a URL is also a credential.
    /// </summary>
    private static bool HoldsCredentials(ReadOnlySpan<byte> page)
    {
        var text = Encoding.Latin1.GetString(Utf16.IsMarked(page) ? Utf16.ToUtf8(page) : page);
        foreach (var parameter in Parameter().EnumerateMatches(text))
        {
            var name = text.AsSpan(parameter.Index, parameter.Length);
            if (SecretNames.Contains(name) || name.EndsWith(";jsessionid", StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Matches a name between <c>?</c>, <c>&amp;</c> or <c>&amp;amp;</c> and an equals sign.</summary>
    [GeneratedRegex(@"[?&;][\w.%-]{1,64}(?==)", RegexOptions.CultureInvariant)]
    private static partial Regex Parameter();
}
