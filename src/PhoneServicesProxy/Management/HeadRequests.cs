namespace PhoneServicesProxy.Management;

/// <summary>
/// Answers HEAD like GET, but Kestrel leaves out the content. Any readable resource supports HEAD (RFC 9110, 9.3.2). Must be used before routing.
/// </summary>
internal sealed class HeadRequests(RequestDelegate next)
{
    public Task InvokeAsync(HttpContext context)
    {
        if (HttpMethods.IsHead(context.Request.Method))
        {
            context.Request.Method = HttpMethods.Get;
            context.Features.Set(new Mark());
        }

        return next(context);
    }

    /// <summary>True if the content is not read. An endless answer would keep the connection open for nothing.</summary>
    public static bool IsHead(HttpContext context) => context.Features.Get<Mark>() is not null;

    private sealed class Mark;
}
