using System.Globalization;
using System.Net;

namespace PhoneServicesProxy.Failover;

/// <summary>What the head of an answer says of the body behind it.</summary>
internal static class AnswerHead
{
    /// <summary>Why the body cannot be read; null where it can.</summary>
    public static string? Fault(HttpResponseMessage answer)
    {
        if (answer.StatusCode < HttpStatusCode.OK)
        {
            return $"status {(int)answer.StatusCode}";
        }

        // No node is asked for one, and the client undoes chunks alone. Beside chunks a length does not count.
        return answer.Headers.NonValidated.TryGetValues("Transfer-Encoding", out var coding)
            ? coding.ToString().AsSpan().Trim().Equals("chunked", StringComparison.OrdinalIgnoreCase) ? null : "a transfer coding that nobody asked for"
            : HasOneLength(answer) ? null : "several lengths, or one that is no number";
    }

    /// <summary>Whether no body may follow, whatever the head or the node says (RFC 9112, 6.3; RFC 9110, 15.3.6).</summary>
    public static bool IsWholeAnswer(HttpResponseMessage answer) =>
        answer.StatusCode is HttpStatusCode.NoContent or HttpStatusCode.ResetContent or HttpStatusCode.NotModified || IsToHead(answer);

    public static bool IsToHead(HttpResponseMessage answer) => answer.RequestMessage?.Method == HttpMethod.Head;

    /// <summary>The length of the body; null where only its end tells. Chunks count more than a stated length (RFC 9112, 6.3).</summary>
    public static long? Length(HttpResponseMessage answer) =>
        answer.Headers.TransferEncodingChunked == true ? null : answer.Content.Headers.ContentLength;

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
