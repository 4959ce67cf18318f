namespace PhoneServicesProxy.Management;

/// <summary>
/// Answers HEAD as GET, without the content, which Kestrel leaves out by itself: whatever can be read can be asked for in this way
/// (RFC 9110, 9.3.2). To be used before routing.
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

    /// <summary>Whether nobody reads the content: one without end would keep the connection for nothing.</summary>
    public static bool IsHead(HttpContext context) => context.Features.Get<Mark>() is not null;

    private sealed class Mark;
}
