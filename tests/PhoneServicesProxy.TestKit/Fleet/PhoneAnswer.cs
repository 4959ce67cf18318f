using System.Globalization;
using System.Text;

namespace PhoneServicesProxy.TestKit.Fleet;

/// <summary>The received part of an HTTP/1.x answer. It is read from raw bytes, because a client library would hide faults.</summary>
internal sealed record PhoneAnswer(int Status, string? ContentType, byte[] Body, bool Complete, int Length)
{
    private static readonly byte[] BlankLine = "\r\n\r\n"u8.ToArray();

    /// <summary>Returns null while the headers are not complete.</summary>
    /// <param name="received">All bytes so far.</param>
    /// <param name="ended">True if the sender has closed the connection in order, which completes a body without a length.</param>
    public static PhoneAnswer? Read(ReadOnlySpan<byte> received, bool ended)
    {
        var headEnd = received.IndexOf(BlankLine);
        if (headEnd < 0)
            return null;

        var lines = Encoding.Latin1.GetString(received[..headEnd]).Split("\r\n");
        var statusLine = lines[0].Split(' ');
        if (statusLine.Length < 2 || !int.TryParse(statusLine[1], CultureInfo.InvariantCulture, out var status))
            return new PhoneAnswer(0, null, [], Complete: true, received.Length);

        var contentType = Header(lines, "Content-Type");
        var bodyStart = headEnd + BlankLine.Length;
        var body = received[bodyStart..];
        if (Header(lines, "Transfer-Encoding")?.Contains("chunked", StringComparison.OrdinalIgnoreCase) == true)
        {
            var decoded = Dechunk(body, out var consumed);
            return new PhoneAnswer(status, contentType, decoded, consumed > 0, bodyStart + consumed);
        }

        if (!int.TryParse(Header(lines, "Content-Length"), CultureInfo.InvariantCulture, out var length))
            return new PhoneAnswer(status, contentType, body.ToArray(), ended, received.Length);

        var complete = body.Length >= length;
        return new PhoneAnswer(status, contentType, body[..Math.Min(length, body.Length)].ToArray(), complete, bodyStart + length);
    }

    private static string? Header(string[] lines, string name) => lines.Skip(1)
        .Where(line => line.StartsWith(name + ":", StringComparison.OrdinalIgnoreCase))
        .Select(line => line[(name.Length + 1)..].Trim())
        .FirstOrDefault();

    private static byte[] Dechunk(ReadOnlySpan<byte> body, out int consumed)
    {
        var decoded = new List<byte>(body.Length);
        consumed = 0;
        var at = 0;
        while (body[at..].IndexOf("\r\n"u8) is var lineLength and >= 0)
        {
            var size = Encoding.ASCII.GetString(body.Slice(at, lineLength)).Split(';')[0].Trim();
            if (!int.TryParse(size, NumberStyles.HexNumber, CultureInfo.InvariantCulture, out var length))
                break;

            var data = at + lineLength + 2;
            if (body.Length < data + length + 2)
                break;

            if (length == 0)
            {
                consumed = data + 2;
                break;
            }

            decoded.AddRange(body.Slice(data, length));
            at = data + length + 2;
        }

        return [.. decoded];
    }
}
