using System.Buffers;
using System.Buffers.Binary;
using System.Text;
using Microsoft.Extensions.Caching.Hybrid;

namespace PhoneServicesProxy.Fallback.LastGood;

/// <summary>The format of a page in bytes: version, time in milliseconds, length of the content type, content type, body.</summary>
internal sealed class LastGoodPageSerializer : IHybridCacheSerializer<LastGoodPage>
{
    private const byte Version = 1;
    private const int HeadLength = 1 + sizeof(long) + sizeof(ushort);

    /// <summary>Unreadable bytes give a page that is too old to be shown, because another version of the gateway may share the store.</summary>
    private static readonly LastGoodPage None = new(DateTimeOffset.UnixEpoch, "", default);

    public LastGoodPage Deserialize(ReadOnlySequence<byte> source)
    {
        var bytes = source.ToArray();
        if (bytes.Length < HeadLength || bytes[0] != Version)
        {
            return None;
        }

        var at = BinaryPrimitives.ReadInt64LittleEndian(bytes.AsSpan(1));
        var start = HeadLength + BinaryPrimitives.ReadUInt16LittleEndian(bytes.AsSpan(1 + sizeof(long)));
        return start > bytes.Length || at < 0 || at > DateTimeOffset.MaxValue.ToUnixTimeMilliseconds()
            ? None
            : new(DateTimeOffset.FromUnixTimeMilliseconds(at), Encoding.Latin1.GetString(bytes.AsSpan(HeadLength..start)), bytes.AsMemory(start));
    }

    public void Serialize(LastGoodPage value, IBufferWriter<byte> target)
    {
        var length = HeadLength + value.ContentType.Length + value.Body.Length;
        var bytes = target.GetSpan(length);
        bytes[0] = Version;
        BinaryPrimitives.WriteInt64LittleEndian(bytes[1..], value.At.ToUnixTimeMilliseconds());
        BinaryPrimitives.WriteUInt16LittleEndian(bytes[(1 + sizeof(long))..], (ushort)value.ContentType.Length);
        Encoding.Latin1.GetBytes(value.ContentType, bytes[HeadLength..]);
        value.Body.Span.CopyTo(bytes[(HeadLength + value.ContentType.Length)..]);
        target.Advance(length);
    }
}
