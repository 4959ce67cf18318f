using PhoneServicesProxy.Configuration;
using PhoneServicesProxy.Failover;
using PhoneServicesProxy.Fallback.ErrorPages;

namespace PhoneServicesProxy.Security;

/// <summary>
/// Stops Extension Mobility logins that have to wait before they reach a node, and learns from the answers to the others which ones failed.
/// A request that can be read in more than one way is refused, because it might be a login that is not counted.
/// This middleware runs after the press is created, because the press has read the form that a phone may post.
/// </summary>
internal sealed class FailedLoginMiddleware(
    RequestDelegate next, FailedLogins logins, ClientNetworks clients, Refusals refusals, CurrentConfiguration current)
{
    public Task InvokeAsync(HttpContext context)
    {
        var press = context.Features.Get<Press>()!;
        return press.MayRepeat || press.Policy.PageNumbers is null || !current.Options.Get<SecurityOptions>().FailedLogins.Enabled
            ? next(context)
            : GuardAsync(context, press);
    }

    private Task GuardAsync(HttpContext context, Press press)
    {
        var (login, fault) = LoginRequest.Read(context.Request, press.Body);
        if (login is null)
        {
            return fault == RefusalReason.ContentType
                ? refusals.ShowAsync(
                    context, RefusalReason.ContentType, ErrorReason.Refused, StatusCodes.Status415UnsupportedMediaType, retryUrl: RetryUrl.Of(context.Request, press, current.Value))
                : refusals.RefuseAsync(context, RefusalReason.Query, StatusCodes.Status400BadRequest);
        }

        return login.IsLogin ? CountAsync(context, press, login) : next(context);
    }

    private async Task CountAsync(HttpContext context, Press press, LoginRequest login)
    {
        var address = context.Connection.RemoteIpAddress;
        var keys = logins.KeysOf(login.Device, login.User, clients.IsExempt(address) ? null : address);
        if (logins.Begin(keys) is var wait && wait > TimeSpan.Zero)
        {
            await refusals.ShowAsync(
                context, RefusalReason.FailedLogins, ErrorReason.LoginDelayed, StatusCodes.Status429TooManyRequests, wait, RetryUrl.Of(context.Request, press, current.Value));
            return;
        }

        var underWay = new LoginUnderWay(logins, keys, login, press, current.Options.Get<SecurityOptions>().FailedLogins);
        try
        {
            // The login must end before the phone gets its answer: the phone may send the next one immediately, or read the answer slowly.
            context.Response.OnStarting(static state => End((LoginUnderWay)state), underWay);
            await next(context);
        }
        finally
        {
            underWay.End();
        }
    }

    private static Task End(LoginUnderWay login)
    {
        login.End();
        return Task.CompletedTask;
    }
}
