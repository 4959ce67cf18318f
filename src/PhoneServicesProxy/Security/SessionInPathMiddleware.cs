namespace PhoneServicesProxy.Security;

/// <summary>Lets routes match a path without the session that Tomcat wrote into it.</summary>
internal sealed class SessionInPathMiddleware(RequestDelegate next)
{
    public Task InvokeAsync(HttpContext context)
    {
        if (SessionInPath.TakeFrom(context.Request) is { } session)
        {
            context.Features.Set(session);
        }

        return next(context);
    }
}
