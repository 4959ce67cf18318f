namespace PhoneServicesProxy.Fallback.ErrorPages;

/// <summary>Writes a page of the gateway's own, with headers that suit every phone.</summary>
internal static class PhoneAnswer
{
    /// <summary>
    /// In the past when it is loaded: the page stays off the phone's URL stack, so that Exit skips it, and is asked for again
    /// the next time (XSI 9.1). The 8800 needs a date after 1970-01-01.
    /// </summary>
    public const string Past = "Thu, 01 Jan 1998 00:00:00 GMT";

    public static Task WriteAsync(HttpContext context, string? contentType, ReadOnlyMemory<byte> page)
    {
        var response = context.Response;
        response.StatusCode = StatusCodes.Status200OK;
        response.ContentType = contentType;
        response.ContentLength = page.Length;
        response.Headers.Expires = Past;
        return response.Body.WriteAsync(page, context.RequestAborted).AsTask();
    }
}
