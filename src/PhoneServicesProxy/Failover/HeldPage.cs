namespace PhoneServicesProxy.Failover;

/// <summary>Holds an answer's whole body, so that it can be judged before the phone gets its first byte.</summary>
internal static class HeldPage
{
    /// <summary>
    /// Reads the body and puts the held bytes in its place.
    /// </summary>
    /// <param name="response">The node's answer.</param>
    /// <param name="maxSize">What is longer than so many bytes streams through.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <returns>The page; null where it is too long to be held.</returns>
    /// <exception cref="HttpRequestException">The body ended before its announced length.</exception>
    public static async ValueTask<ReadOnlyMemory<byte>?> ReadAsync(HttpResponseMessage response, int maxSize, CancellationToken cancellationToken)
    {
        var announced = response.Content.Headers.ContentLength;
        if (announced > maxSize)
        {
            return null;
        }

        var stream = await response.Content.ReadAsStreamAsync(cancellationToken);
        var buffer = new byte[announced ?? 4096];
        var length = 0;
        while (true)
        {
            if (length == buffer.Length)
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

                Array.Resize(ref buffer, length * 2);
            }

            var read = await stream.ReadAsync(buffer.AsMemory(length), cancellationToken);
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

        // Phones want a length. YARP copies headers without computing it, and drops it where the node's chunking is still noted.
        if (length is not null)
        {
            content.Headers.ContentLength = length;
            response.Headers.TransferEncodingChunked = false;
        }

        response.Content = content;
    }
}
