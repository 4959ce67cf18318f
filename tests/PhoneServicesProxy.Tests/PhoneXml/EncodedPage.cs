using System.Text;

namespace PhoneServicesProxy.Tests.PhoneXml;

/// <summary>A whole page in one of the encodings of phones.</summary>
public sealed record EncodedPage(PageDraft Draft, Encoding Encoding, bool Marked)
{
    public byte[] Before => Bytes(Draft.Before);

    public byte[] After => Bytes(Draft.After);

    public string Text(ReadOnlyMemory<byte> page) => Encoding.GetString(page.Span).TrimStart('\uFEFF');

    public override string ToString() => $"{Encoding.WebName}{(Marked ? " marked" : "")}: {Draft.Before}\n=> {Draft.After}";

    private byte[] Bytes(string text) => [.. Marked ? Encoding.GetPreamble() : [], .. Encoding.GetBytes(text)];
}
