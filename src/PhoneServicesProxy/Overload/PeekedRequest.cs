using System.Text;
using PhoneServicesProxy.Fallback.ErrorPages;

namespace PhoneServicesProxy.Overload;

/// <summary>
/// The parts of a request that are needed to refuse it. No part of it goes to a node or into a response. Kestrel takes every request that is not
/// clear here.
/// </summary>
internal sealed class PeekedRequest(string path)
{
    private static ReadOnlySpan<byte> Method => "GET "u8;

    private static ReadOnlySpan<byte> EndOfLine => "\r\n"u8;

    private static ReadOnlySpan<byte> EndOfHead => "\r\n\r\n"u8;

    public string Path => path;

    /// <summary>True if the headers are those of a phone, as in <see cref="PhoneClient"/>.</summary>
    public bool IsPhone { get; private set; }

    public string Language { get; private set; } = "";

    public string Charset { get; private set; } = "";

    public string Model { get; private set; } = "";

    /// <summary>Null if it is not one complete GET without a body.</summary>
    public static PeekedRequest? Read(ReadOnlySpan<byte> received)
    {
        if (!received.StartsWith(Method) || received.IndexOf(EndOfHead) is var end && (end < 0 || end != received.Length - EndOfHead.Length))
        {
            return null;
        }

        var head = received[..(end + EndOfLine.Length)];
        var line = head[Method.Length..head.IndexOf(EndOfLine)];
        var target = line[..Math.Max(0, line.IndexOf((byte)' '))];
        var path = target[..(target.IndexOfAny((byte)'?', (byte)';') is >= 0 and var query ? query : target.Length)];
        var request = new PeekedRequest(Encoding.Latin1.GetString(path));
        request.ReadHeaders(head[(head.IndexOf(EndOfLine) + EndOfLine.Length)..]);
        return request;
    }

    private void ReadHeaders(ReadOnlySpan<byte> lines)
    {
        while (lines.IndexOf(EndOfLine) is >= 0 and var end)
        {
            if (lines[..end].IndexOf((byte)':') is >= 0 and var colon)
            {
                ReadHeader(lines[..colon], lines[(colon + 1)..end]);
            }

            lines = lines[(end + EndOfLine.Length)..];
        }
    }

    private void ReadHeader(ReadOnlySpan<byte> name, ReadOnlySpan<byte> value)
    {
        if (Is(name, "Accept-Language"))
        {
            Language = Text(value);
        }
        else if (Is(name, "Accept-Charset"))
        {
            Charset = Text(value);
        }
        else if (Is(name, "Accept"))
        {
            IsPhone |= Text(value).Contains(PhoneClient.HeaderPrefix, StringComparison.OrdinalIgnoreCase);
        }
        else if (name.Length >= PhoneClient.HeaderPrefix.Length && Is(name[..PhoneClient.HeaderPrefix.Length], PhoneClient.HeaderPrefix))
        {
            IsPhone = true;
            Model = Is(name, PhoneClient.ModelName) ? Text(value) : Model;
        }
    }

    private static bool Is(ReadOnlySpan<byte> name, string header) => Ascii.EqualsIgnoreCase(name, header);

    private static string Text(ReadOnlySpan<byte> value) => Encoding.Latin1.GetString(value).Trim();
}
