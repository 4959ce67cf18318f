using System.Net;
using PhoneServicesProxy.Exhaustion;

namespace PhoneServicesProxy.Attempts;

/// <summary>Holds the whole body of an answer, because it must be judged before the phone gets its first byte.</summary>
internal static class HeldPage
{
    private const string ContentLength = "Content-Length";

    /// <summary>The first buffer in bytes, for a page without a stated length.</summary>
    private const int FirstBuffer = 4096;

    /// <summary>Reads the body and replaces it with the held bytes.</summary>
    /// <param name="response">The node's answer.</param>
    /// <param name="maxSize">The largest body that is held, in bytes. A longer body is streamed.</param>
    /// <param name="lease">The memory for a large page; null for a small page, or if it has none of its own.</param>
    /// <param name="cancellationToken">Cancels the reading.</param>
    /// <returns>The page; null if it is too long to be held.</returns>
    /// <exception cref="HttpRequestException">The body ended before its announced length.</exception>
    public static async ValueTask<ReadOnlyMemory<byte>?> ReadAsync(
        HttpResponseMessage response, int maxSize, HeldMemoryLease? lease, CancellationToken cancellationToken)
    {
        if (AnswerHead.IsWholeAnswer(response))
        {
            return HoldNothing(response);
        }

        var announced = AnswerHead.Length(response);
        if (announced > maxSize)
        {
            // The length is stated once, even if the node states it several times.
            response.Content.Headers.ContentLength = announced;
            response.Headers.Remove(AnswerHead.TransferEncoding);
            return null;
        }

        var stream = await response.Content.ReadAsStreamAsync(cancellationToken);
        var room = (int)(announced ?? Math.Min(FirstBuffer, maxSize + 1));
        var buffer = Allocate(room, lease);
        var length = 0;
        while (true)
        {
            if (length == room)
            {
                if (announced is not null)
                {
                    break;
                }

                if (length > maxSize)
                {
                    Replace(response, new PrefixedContent(buffer.AsMemory(0, length), stream), length: null);
                    return null;
                }

                // One byte more than the limit shows that a page is too long.
                room = (int)Math.Min(length * 2L, maxSize + 1L);
                var larger = Allocate(room, lease);
                buffer.AsSpan(0, length).CopyTo(larger);
                buffer = larger;
            }

            var read = await stream.ReadAsync(buffer.AsMemory(length, room - length), cancellationToken);
            if (read == 0)
            {
                break;
            }

            length += read;
        }

        var page = buffer.AsMemory(0, length);
        Replace(response, new HeldContent(page), length);
        return page;
    }

    private static byte[] Allocate(int size, HeldMemoryLease? lease) =>
        HeldMemory.Counts(size) && lease is not null ? lease.Rent(size) : GC.AllocateUninitializedArray<byte>(size);

    /// <summary>
    /// A stated length belongs to the page that the phone already has, or would get with GET. With 204 and 205 it means nothing (RFC 9110, 8.6).
    /// </summary>
    private static ReadOnlyMemory<byte> HoldNothing(HttpResponseMessage response)
    {
        var nothing = new HeldContent(default);
        HeaderCopy.Copy(response.Content.Headers, nothing.Headers);
        if (response.StatusCode is HttpStatusCode.NoContent or HttpStatusCode.ResetContent)
        {
            nothing.Headers.Remove(ContentLength);
        }

        response.Headers.Remove(AnswerHead.TransferEncoding);
        response.Content.Dispose();
        response.Content = nothing;
        return default;
    }

    /// <summary>True if the body is held and the node has finished the request.</summary>
    public static bool Holds(HttpResponseMessage response) => response.Content is HeldContent;

    /// <summary>Returns the body; null if it is not held.</summary>
    public static ReadOnlyMemory<byte>? Of(HttpResponseMessage response) => (response.Content as HeldContent)?.Page;

    /// <summary>A copy of the answer after it has been disposed.</summary>
    public static HttpResponseMessage Copy(HttpResponseMessage answer, ReadOnlyMemory<byte> page)
    {
        var copy = new HttpResponseMessage(answer.StatusCode) { Content = answer.Content };
        HeaderCopy.Copy(answer.Headers, copy.Headers);
        Replace(copy, new HeldContent(page), page.Length);
        return copy;
    }

    /// <summary>Replaces the held page with another one.</summary>
    public static void Put(HttpResponseMessage answer, ReadOnlyMemory<byte> page)
    {
        ((HeldContent)answer.Content).Page = page;
        answer.Content.Headers.ContentLength = page.Length;
    }

    private static void Replace(HttpResponseMessage response, HttpContent content, int? length)
    {
        HeaderCopy.Copy(response.Content.Headers, content.Headers);

        // Phones want a length. YARP copies headers without computing one, and drops it if the node's transfer coding is still there.
        if (length is not null)
        {
            content.Headers.ContentLength = length;
            response.Headers.Remove(AnswerHead.TransferEncoding);
        }
        else
        {
            content.Headers.Remove(ContentLength);
        }

        response.Content = content;
    }
}
