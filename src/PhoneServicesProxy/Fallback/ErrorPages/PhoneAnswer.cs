namespace PhoneServicesProxy.Fallback.ErrorPages;

/// <summary>Writes one of the gateway's own pages, with headers that suit every phone.</summary>
internal static class PhoneAnswer
{
    /// <summary>
    /// The page has already expired when it is loaded. So it stays off the phone's URL stack, Exit skips it, and the phone requests it again next time
    /// (XSI 9.1). The 8800 needs a date after 1970-01-01.
    /// </summary>
    public const string ExpiredDate = "Thu, 01 Jan 1998 00:00:00 GMT";

    public static Task WriteAsync(HttpContext context, string? contentType, ReadOnlyMemory<byte> page)
    {
        var response = context.Response;
        response.StatusCode = StatusCodes.Status200OK;
        response.ContentType = contentType;
        response.ContentLength = page.Length;
        response.Headers.Expires = ExpiredDate;
        return response.Body.WriteAsync(page, context.RequestAborted).AsTask();
    }
}
