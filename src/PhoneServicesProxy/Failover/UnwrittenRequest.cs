namespace PhoneServicesProxy.Failover;

/// <summary>Detects that the HTTP client refused to write a request. Then no byte of it has left the gateway.</summary>
/// <remarks>
/// The client builds the whole head before it writes the first byte, and its exception then has no inner exception. A connection fault has
/// the connection's exception inside, and a fault in the answer has an <see cref="HttpRequestError"/>.
/// </remarks>
internal static class UnwrittenRequest
{
    /// <param name="error">The exception that the client threw instead of an answer.</param>
    public static bool IsProvenBy(Exception error) => error switch
    {
        HttpRequestException http => http is { HttpRequestError: HttpRequestError.Unknown, InnerException: null },
        FormatException or ArgumentException or NotSupportedException => true,
        _ => false,
    };
}
