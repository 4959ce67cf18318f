using System.Globalization;
using System.Net;

namespace PhoneServicesProxy.Attempts;

/// <summary>What the head of an answer says of the body behind it.</summary>
internal static class AnswerHead
{
    public const string TransferEncoding = "Transfer-Encoding";

    /// <summary>Why the body cannot be read; null where it can.</summary>
    public static string? Fault(HttpResponseMessage answer)
    {
        if (answer.StatusCode < HttpStatusCode.OK)
        {
            return $"status {(int)answer.StatusCode}";
        }

        // Beside chunks a length does not count.
        var coding = answer.Headers.NonValidated.TryGetValues(TransferEncoding, out var values) ? values.ToString() : "";
        if (Is(coding, "chunked"))
        {
            return null;
        }

        // No node is asked for another one, and the client undoes none. Identity is a word of RFC 2616 for none.
        return coding.Length > 0 && !Is(coding, "identity") ? "a transfer coding that nobody asked for"
            : HasOneLength(answer) ? null
            : "several lengths, or one that is no number";
    }

    /// <summary>Whether no body may follow, whatever the head or the node says (RFC 9112, 6.3; RFC 9110, 15.3.6).</summary>
    public static bool IsWholeAnswer(HttpResponseMessage answer) =>
        answer.StatusCode is HttpStatusCode.NoContent or HttpStatusCode.ResetContent or HttpStatusCode.NotModified || IsToHead(answer);

    public static bool IsToHead(HttpResponseMessage answer) => answer.RequestMessage?.Method == HttpMethod.Head;

    /// <summary>The length of the body; null where only its end tells. Chunks count more than a stated length (RFC 9112, 6.3).</summary>
    public static long? Length(HttpResponseMessage answer) =>
        answer.Headers.TransferEncodingChunked == true ? null : answer.Content.Headers.ContentLength;

    private static bool Is(string coding, string name) => coding.AsSpan().Trim().Equals(name, StringComparison.OrdinalIgnoreCase);

    /// <summary>Several equal ones are one, several others can be read in two ways (RFC 9112, 6.3).</summary>
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
