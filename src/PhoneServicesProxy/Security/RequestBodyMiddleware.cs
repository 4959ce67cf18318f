using PhoneServicesProxy.Failover;

namespace PhoneServicesProxy.Security;

/// <summary>Reads the body of a request, and refuses one that is too slow, too long or cut short.</summary>
internal sealed class RequestBodyMiddleware(RequestDelegate next, Refusals refusals)
{
    public Task InvokeAsync(HttpContext context) => HttpMethods.IsGet(context.Request.Method) ? next(context) : ReadAsync(context);

    /// <summary>
    /// A phone's form is tiny; Kestrel's limit on the size of bodies bounds this buffer. Kestrel ends the reading, too, whatever becomes of the
    /// connection: a phone that has said that no more will come is not to be taken for one that has gone, according to who is faster.
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
            // Thrown on through everything around, hundreds of them at once are felt by others.
            await refusals.RefuseAsync(context, KestrelRefusals.ReasonOf(error.StatusCode), error.StatusCode);
            return;
        }

        UnreadBodyMiddleware.HasBeenRead(context);
        context.Features.Set(new PressBody(buffer.ToArray()));
        await next(context);
    }
}
