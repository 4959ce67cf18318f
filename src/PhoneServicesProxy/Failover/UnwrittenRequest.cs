namespace PhoneServicesProxy.Failover;

/// <summary>Recognises that the HTTP client refused to write a request, so that no byte of it has left the gateway.</summary>
/// <remarks>
/// The client puts the whole head together before it writes the first byte, and its exception then has no cause. A fault of the connection has
/// the connection's exception for its cause, and a fault of the answer has an <see cref="HttpRequestError"/>.
/// </remarks>
internal static class UnwrittenRequest
{
    /// <param name="error">What the client threw in place of an answer.</param>
    public static bool IsProvenBy(Exception error) => error switch
    {
        HttpRequestException http => http is { HttpRequestError: HttpRequestError.Unknown, InnerException: null },
        FormatException or ArgumentException or NotSupportedException => true,
        _ => false,
    };
}
