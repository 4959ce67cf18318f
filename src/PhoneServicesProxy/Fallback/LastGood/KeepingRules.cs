using System.Text;
using System.Text.RegularExpressions;
using PhoneServicesProxy.PhoneXml;
using PhoneServicesProxy.Wording;

namespace PhoneServicesProxy.Fallback.LastGood;

/// <summary>Which pages are worth and fit to be kept.</summary>
internal static partial class KeepingRules
{
    /// <summary>Bytes; far more than a phone takes.</summary>
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
    /// <c>no-store</c> is the node's word that the page must not lie anywhere, and a shared store is somewhere.
    /// <c>no-cache</c>, <c>private</c> and an <c>Expires</c> in the past, which are habits of phone services and keep pages off the
    /// phone's URL stack, only say that a node is to be asked first: it was, and none answered.
    /// </summary>
    private static bool IsForbidden(HttpResponseMessage answer) =>
        answer.Headers.NonValidated.TryGetValues("Cache-Control", out var values)
        && values.ToString().Contains("no-store", StringComparison.OrdinalIgnoreCase);

    /// <summary>A text in the place of a menu is how a service says that it cannot do its work: it must not push out the menu.</summary>
    private static bool IsMenu(ReadOnlySpan<byte> page, string contentType) =>
        PhonePageCheck.Check(page, contentType) is { Kind: PhonePageKind.Phone } whole && Menus.Contains(whole.Root);

    /// <summary>
    /// Subscribed services may carry a user's id and PIN in their URLs (the personal address book of CallManager 4.x does). A session
    /// that could not be taken out of a URL is a credential, too.
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

    /// <summary>A name between <c>?</c>, <c>&amp;</c> or <c>&amp;amp;</c> and an equals sign.</summary>
    [GeneratedRegex(@"[?&;][\w.%-]{1,64}(?==)", RegexOptions.CultureInvariant)]
    private static partial Regex Parameter();
}
