using System.Net;
using PhoneServicesProxy.Exhaustion;

namespace PhoneServicesProxy.Attempts;

/// <summary>Holds an answer's whole body, so that it can be judged before the phone gets its first byte.</summary>
internal static class HeldPage
{
    private const string ContentLength = "Content-Length";

    /// <summary>In bytes, for a page whose length is not stated.</summary>
    private const int FirstBuffer = 4096;

    /// <summary>
    /// Reads the body and puts the held bytes in its place.
    /// </summary>
    /// <param name="response">The node's answer.</param>
    /// <param name="maxSize">What is longer than so many bytes streams through.</param>
    /// <param name="place">Where a large page is held; null for one that is small, or has no room of its own.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <returns>The page; null where it is too long to be held.</returns>
    /// <exception cref="HttpRequestException">The body ended before its announced length.</exception>
    public static async ValueTask<ReadOnlyMemory<byte>?> ReadAsync(
        HttpResponseMessage response, int maxSize, HeldPlace? place, CancellationToken cancellationToken)
    {
        if (AnswerHead.IsWholeAnswer(response))
        {
            return HoldNothing(response);
        }

        var announced = AnswerHead.Length(response);
        if (announced > maxSize)
        {
            // Once, however often the node states it.
            response.Content.Headers.ContentLength = announced;
            response.Headers.Remove(AnswerHead.TransferEncoding);
            return null;
        }

        var stream = await response.Content.ReadAsStreamAsync(cancellationToken);
        var room = (int)(announced ?? Math.Min(FirstBuffer, maxSize + 1));
        var buffer = Allocate(room, place);
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

                // One byte more than may be held tells a page that is too long.
                room = (int)Math.Min(length * 2L, maxSize + 1L);
                var larger = Allocate(room, place);
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

    private static byte[] Allocate(int size, HeldPlace? place) =>
        HeldMemory.Counts(size) && place is not null ? place.Rent(size) : GC.AllocateUninitializedArray<byte>(size);

    /// <summary>A stated length is that of a page which the phone has, or would get by GET; 204 and 205 speak of none (RFC 9110, 8.6).</summary>
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

    /// <summary>Whether the body is here already, and the node is done with the request.</summary>
    public static bool Holds(HttpResponseMessage response) => response.Content is HeldContent;

    /// <summary>The answer again, after it has been disposed.</summary>
    public static HttpResponseMessage Copy(HttpResponseMessage answer, ReadOnlyMemory<byte> page)
    {
        var copy = new HttpResponseMessage(answer.StatusCode) { Content = answer.Content };
        HeaderCopy.Copy(answer.Headers, copy.Headers);
        Replace(copy, new HeldContent(page), page.Length);
        return copy;
    }

    /// <summary>Puts another page in the place of the one that is held.</summary>
    public static void Put(HttpResponseMessage answer, ReadOnlyMemory<byte> page)
    {
        ((HeldContent)answer.Content).Page = page;
        answer.Content.Headers.ContentLength = page.Length;
    }

    private static void Replace(HttpResponseMessage response, HttpContent content, int? length)
    {
        HeaderCopy.Copy(response.Content.Headers, content.Headers);

        // Phones want a length. YARP copies headers without computing it, and drops it beside a transfer coding of the node.
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
