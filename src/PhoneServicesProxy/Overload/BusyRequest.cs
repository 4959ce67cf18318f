using System.Text;
using PhoneServicesProxy.Fallback.ErrorPages;

namespace PhoneServicesProxy.Overload;

/// <summary>
/// As much of a request as it takes to turn it away. Nothing of it goes to a node or into an answer, and whoever is doubtful here is left to
/// Kestrel.
/// </summary>
internal sealed class BusyRequest(string path)
{
    private static ReadOnlySpan<byte> Method => "GET "u8;

    private static ReadOnlySpan<byte> EndOfLine => "\r\n"u8;

    private static ReadOnlySpan<byte> EndOfHead => "\r\n\r\n"u8;

    public string Path => path;

    /// <summary>As <see cref="PhoneClient"/> has it.</summary>
    public bool IsPhone { get; private set; }

    public string Language { get; private set; } = "";

    public string Charset { get; private set; } = "";

    public string Model { get; private set; } = "";

    /// <summary>Null where it is not a whole GET without a body.</summary>
    public static BusyRequest? Read(ReadOnlySpan<byte> received)
    {
        if (!received.StartsWith(Method) || received.IndexOf(EndOfHead) is var end && (end < 0 || end != received.Length - EndOfHead.Length))
        {
            return null;
        }

        var head = received[..(end + EndOfLine.Length)];
        var line = head[Method.Length..head.IndexOf(EndOfLine)];
        var target = line[..Math.Max(0, line.IndexOf((byte)' '))];
        var path = target[..(target.IndexOfAny((byte)'?', (byte)';') is >= 0 and var query ? query : target.Length)];
        var request = new BusyRequest(Encoding.Latin1.GetString(path));
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
            IsPhone |= Text(value).Contains(PhoneClient.Mark, StringComparison.OrdinalIgnoreCase);
        }
        else if (name.Length >= PhoneClient.Mark.Length && Is(name[..PhoneClient.Mark.Length], PhoneClient.Mark))
        {
            IsPhone = true;
            Model = Is(name, PhoneClient.ModelName) ? Text(value) : Model;
        }
    }

    private static bool Is(ReadOnlySpan<byte> name, string header) => Ascii.EqualsIgnoreCase(name, header);

    private static string Text(ReadOnlySpan<byte> value) => Encoding.Latin1.GetString(value).Trim();
}
