namespace PhoneServicesProxy.PhoneXml;

/// <summary>A range of a page, as byte offsets from its first byte. A byte order mark counts.</summary>
internal readonly record struct ByteRange(int Start, int Length)
{
    public int End => Start + Length;

    public ReadOnlySpan<byte> Of(ReadOnlySpan<byte> page) => page.Slice(Start, Length);
}
