using System.Globalization;
using System.Net;

namespace PhoneServicesProxy.Attempts;

/// <summary>Reads from the head of an answer which body follows.</summary>
internal static class AnswerHead
{
    public const string TransferEncoding = "Transfer-Encoding";

    /// <summary>The reason why the body cannot be read; null if it can.</summary>
    public static string? Fault(HttpResponseMessage answer)
    {
        if (answer.StatusCode < HttpStatusCode.OK)
        {
            return $"status {(int)answer.StatusCode}";
        }

        // With chunked coding, a length does not count.
        var coding = answer.Headers.NonValidated.TryGetValues(TransferEncoding, out var values) ? values.ToString() : "";
        if (Is(coding, "chunked"))
        {
            return null;
        }

        // No node is asked for another coding, and the client decodes none. In RFC 2616, "identity" means none.
        return coding.Length > 0 && !Is(coding, "identity") ? "a transfer coding that nobody asked for"
            : HasOneLength(answer) ? null
            : "several lengths, or one that is no number";
    }

    /// <summary>True if no body may follow, even if the head announces one (RFC 9112, 6.3; RFC 9110, 15.3.6).</summary>
    public static bool IsWholeAnswer(HttpResponseMessage answer) =>
        answer.StatusCode is HttpStatusCode.NoContent or HttpStatusCode.ResetContent or HttpStatusCode.NotModified || IsToHead(answer);

    public static bool IsToHead(HttpResponseMessage answer) => answer.RequestMessage?.Method == HttpMethod.Head;

    /// <summary>The length of the body; null if only the end of the body tells it. Chunked coding overrides a stated length (RFC 9112, 6.3).</summary>
    public static long? Length(HttpResponseMessage answer) =>
        answer.Headers.TransferEncodingChunked == true ? null : answer.Content.Headers.ContentLength;

    private static bool Is(string coding, string name) => coding.AsSpan().Trim().Equals(name, StringComparison.OrdinalIgnoreCase);

    /// <summary>Several equal lengths count as one. Different lengths can be read in two ways (RFC 9112, 6.3).</summary>
    private static bool HasOneLength(HttpResponseMessage answer)
    {
        if (!answer.Content.Headers.NonValidated.TryGetValues("Content-Length", out var values))
        {
            return true;
        }

        long? length = null;
        foreach (var value in values)
        {
            if (!long.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var stated) || (length ?? stated) != stated)
            {
                return false;
            }

            length = stated;
        }

        return true;
    }
}
