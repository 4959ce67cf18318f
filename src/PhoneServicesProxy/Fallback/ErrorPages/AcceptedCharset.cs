using System.Text;

namespace PhoneServicesProxy.Fallback.ErrorPages;

/// <summary>Chooses the encoding of the gateway's own pages. It uses one that the phone listed, because the phone may not be able to read others.</summary>
internal static class AcceptedCharset
{
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);

    /// <param name="acceptCharset">The phone's list. If it has neither of the two encodings, the result is UTF-8.</param>
    /// <param name="text">The text to encode. If ISO 8859-1 cannot hold it and UTF-8 is listed, the result is UTF-8.</param>
    public static Encoding Choose(string acceptCharset, string text)
    {
        var listed = QualityList.Parse(acceptCharset).Select(Find).OfType<Encoding>().ToArray();
        return listed.FirstOrDefault(encoding => encoding == Utf8 || text.All(character => character <= '\u00FF'))
            ?? listed.FirstOrDefault(Utf8);
    }

    private static Encoding? Find(string name) => name.ToUpperInvariant() switch
    {
        "UTF-8" => Utf8,
        "ISO-8859-1" => Encoding.Latin1,
        _ => null,
    };
}
