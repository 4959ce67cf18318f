using System.IO.Compression;
using System.Net.Http.Headers;
using System.Runtime.InteropServices;
using PhoneServicesProxy.PhoneXml;

namespace PhoneServicesProxy.Attempts;

/// <summary>
/// Decompresses bodies (RFC 9110, 8.4). No node is asked to compress, because phones are not known to read it. Some nodes, or devices before
/// them, compress anyway.
/// </summary>
internal static class ContentCodings
{
    public const string Fault = "compressed in an unknown way, broken, or too long";

    private const string Header = "Content-Encoding";

    /// <summary>More layers are a decompression bomb, not a page.</summary>
    private const int MostLayers = 4;

    /// <summary>The codings, in the order in which they were applied; null if there is nothing to decode.</summary>
    public static IReadOnlyList<string>? Of(HttpContentHeaders headers)
    {
        if (!headers.NonValidated.TryGetValues(Header, out var values))
        {
            return null;
        }

        List<string>? codings = null;
        foreach (var value in values)
        {
            foreach (var coding in value.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
            {
                if (!coding.Equals("identity", StringComparison.OrdinalIgnoreCase))
                {
                    (codings ??= []).Add(coding);
                }
            }
        }

        return codings;
    }

    /// <summary>Replaces a compressed page with the plain one.</summary>
    /// <param name="answer">The node's answer.</param>
    /// <param name="page">Its held page. It becomes null if it cannot be read or is too long.</param>
    /// <param name="maxSize">The largest plain page, in bytes. More is a decompression bomb.</param>
    /// <param name="orLeaveUnknown">True if an unknown coding is left for the phone to read.</param>
    /// <returns>False if the page cannot be read.</returns>
    public static bool TryTakeOff(HttpResponseMessage answer, ref ReadOnlyMemory<byte>? page, int maxSize, bool orLeaveUnknown)
    {
        var headers = answer.Content.Headers;
        if (AnswerHead.IsWholeAnswer(answer) || !headers.NonValidated.Contains(Header))
        {
            return true;
        }

        var codings = Of(headers);
        if (orLeaveUnknown && codings?.All(IsKnown) == false)
        {
            return true;
        }

        headers.Remove(Header);
        if (codings is null)
        {
            return true;
        }

        if (page is not { } packed)
        {
            return false;
        }

        page = Unpack(packed, codings, maxSize) ?? (IsPage(answer, packed) ? packed : (ReadOnlyMemory<byte>?)null);
        if (page is { } plain)
        {
            HeldPage.Put(answer, plain);
        }

        return page is not null;
    }

    /// <summary>The plain body; null if it is longer than <paramref name="maxSize"/>, broken, cut short, or in an unknown coding.</summary>
    public static ReadOnlyMemory<byte>? Unpack(ReadOnlyMemory<byte> body, IReadOnlyList<string> codings, int maxSize)
    {
        if (codings.Count > MostLayers || !codings.All(IsKnown))
        {
            return null;
        }

        try
        {
            for (var i = codings.Count - 1; i >= 0 && !body.IsEmpty; i--)
            {
                if (Unpack(body, codings[i], maxSize) is not { } unpacked)
                {
                    return null;
                }

                body = unpacked;
            }

            return body;
        }
        catch (Exception error) when (error is InvalidDataException or InvalidOperationException or IOException)
        {
            return null;
        }
    }

    /// <summary>True for a page that is plain despite its header. Some applications write a charset there.</summary>
    private static bool IsPage(HttpResponseMessage answer, ReadOnlyMemory<byte> body) =>
        PhonePageCheck.Check(body.Span, AnswerCheck.ContentType(answer)).Kind == PhonePageKind.Phone;

    private static ReadOnlyMemory<byte>? Unpack(ReadOnlyMemory<byte> body, string coding, int maxSize)
    {
        MemoryMarshal.TryGetArray(body, out var packed);
        using var plain = Open(new MemoryStream(packed.Array!, packed.Offset, packed.Count, writable: false), coding);
        var buffer = new byte[Math.Min(maxSize, Math.Max(4096, body.Length * 4)) + 1];
        var length = 0;
        while (plain.Read(buffer, length, buffer.Length - length) is > 0 and var read)
        {
            length += read;
            if (length > maxSize)
            {
                return null;
            }

            if (length == buffer.Length)
            {
                Array.Resize(ref buffer, Math.Min(maxSize, length * 2) + 1);
            }
        }

        return buffer.AsMemory(0, length);
    }

    private static bool IsKnown(string coding) => coding.ToUpperInvariant() is "GZIP" or "X-GZIP" or "DEFLATE" or "BR";

    private static Stream Open(MemoryStream packed, string coding) => coding.ToUpperInvariant() switch
    {
        "BR" => new BrotliStream(packed, CompressionMode.Decompress),
        "DEFLATE" => IsZlib(packed) ? new ZLibStream(packed, CompressionMode.Decompress) : new DeflateStream(packed, CompressionMode.Decompress),
        _ => new GZipStream(packed, CompressionMode.Decompress),
    };

    /// <summary>The standard says that deflate has zlib's frame (RFC 9110, 8.4.1.2). IIS is known to leave it out.</summary>
    private static bool IsZlib(MemoryStream packed)
    {
        var first = packed.ReadByte();
        packed.Position = 0;
        return (first & 0x0F) == 8;
    }
}
