using System.Buffers.Binary;
using System.Text;

namespace PhoneServicesProxy.Fallback.LastGood;

/// <summary>A page as a node gave it, before the gateway changed anything in it for the phone.</summary>
/// <param name="At">The time at which the node gave it.</param>
/// <param name="ContentType">The content type that the phone got; empty if it got none.</param>
/// <param name="Body">The page.</param>
internal sealed record LastGoodPage(DateTimeOffset At, string ContentType, ReadOnlyMemory<byte> Body)
{
    private const byte Version = 1;
    private const int HeadLength = 1 + sizeof(long) + sizeof(ushort);

    public bool HasContent(string contentType, ReadOnlySpan<byte> body) => Body.Span.SequenceEqual(body) && ContentType == contentType;

    /// <summary>Returns the page's age. It is never negative, even if the clock of another gateway is ahead.</summary>
    public TimeSpan Age(DateTimeOffset now) => now > At ? now - At : TimeSpan.Zero;

    /// <summary>Reads what <see cref="ToBytes"/> wrote. Null for other bytes, because another version of the gateway may share the store.</summary>
    public static LastGoodPage? Read(byte[] bytes)
    {
        if (bytes.Length < HeadLength || bytes[0] != Version)
        {
            return null;
        }

        var at = BinaryPrimitives.ReadInt64LittleEndian(bytes.AsSpan(1));
        var start = HeadLength + BinaryPrimitives.ReadUInt16LittleEndian(bytes.AsSpan(1 + sizeof(long)));
        return start > bytes.Length || at < 0 || at > DateTimeOffset.MaxValue.ToUnixTimeMilliseconds()
            ? null
            : new(DateTimeOffset.FromUnixTimeMilliseconds(at), Encoding.Latin1.GetString(bytes.AsSpan(HeadLength..start)), bytes.AsMemory(start));
    }

    /// <summary>Returns version, time in milliseconds, length of the content type, content type, body.</summary>
    public byte[] ToBytes()
    {
        var bytes = new byte[HeadLength + ContentType.Length + Body.Length];
        bytes[0] = Version;
        BinaryPrimitives.WriteInt64LittleEndian(bytes.AsSpan(1), At.ToUnixTimeMilliseconds());
        BinaryPrimitives.WriteUInt16LittleEndian(bytes.AsSpan(1 + sizeof(long)), (ushort)ContentType.Length);
        Encoding.Latin1.GetBytes(ContentType, bytes.AsSpan(HeadLength));
        Body.Span.CopyTo(bytes.AsSpan(HeadLength + ContentType.Length));
        return bytes;
    }
}
