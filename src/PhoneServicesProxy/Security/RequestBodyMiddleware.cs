using PhoneServicesProxy.Failover;

namespace PhoneServicesProxy.Security;

/// <summary>
/// Reads the body of a request, and refuses one that is too slow, too long or cut short. A press is in flight only after that. Else phones that send
/// slowly would seem to overload the gateway.
/// </summary>
internal sealed class RequestBodyMiddleware(RequestDelegate next, Refusals refusals)
{
    public Task InvokeAsync(HttpContext context) => HttpMethods.IsGet(context.Request.Method) ? next(context) : ReadAsync(context);

    /// <summary>
    /// A phone's form is tiny. Kestrel's limits bound the size of this buffer and the time to read it, so the read has no cancellation token of its own.
    /// A phone may half-close its connection after the body. With a token, it could be taken for one that has disconnected, depending on timing.
    /// </summary>
    private async Task ReadAsync(HttpContext context)
    {
        using var buffer = new MemoryStream();
        try
        {
            await context.Request.Body.CopyToAsync(buffer, CancellationToken.None);
        }
        catch (BadHttpRequestException error)
        {
            // An exception that passes through all middleware is expensive: hundreds of them at once slow down other requests.
            await refusals.RefuseAsync(context, KestrelRefusals.ReasonOf(error.StatusCode), error.StatusCode);
            return;
        }

        UnreadBodyMiddleware.HasBeenRead(context);
        context.Features.Set(new PressBody(buffer.ToArray()));
        await next(context);
    }
}
