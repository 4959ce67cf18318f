using System.Text;

namespace PhoneServicesProxy.Fallback.ErrorPages;

/// <summary>Chooses the encoding of a page of our own: one that the phone listed, because others it may not be able to read.</summary>
internal static class AcceptedCharset
{
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);

    /// <param name="acceptCharset">What the phone listed. With neither of the two, or nothing, it gets UTF-8.</param>
    /// <param name="text">What is to be written. Where ISO 8859-1 cannot hold it, UTF-8 goes before, if listed.</param>
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
