using PhoneServicesProxy.Configuration;
using PhoneServicesProxy.Failover;
using PhoneServicesProxy.Fallback.ErrorPages;

namespace PhoneServicesProxy.Security;

/// <summary>
/// Keeps logins of Extension Mobility that have to wait from the nodes, and learns from the pages of the others which ones failed.
/// Stands behind the press, which has read the form that phones may post.
/// </summary>
internal sealed class FailedLoginMiddleware(
    RequestDelegate next, FailedLogins logins, ClientNetworks clients, Refusals refusals, CurrentConfiguration current)
{
    private const string User = "userid";
    private const string Device = "device";

    public Task InvokeAsync(HttpContext context)
    {
        var press = context.Features.Get<Press>()!;
        return press.MayRepeat || press.Policy.PageNumbers is null || !current.Options.Security.FailedLogins.Enabled || !press.Parameters.Has(User)
            ? next(context)
            : GuardAsync(context, press);
    }

    private async Task GuardAsync(HttpContext context, Press press)
    {
        var users = press.Parameters.All(User);
        if (users.Count > 1)
        {
            // Which of them counts is up to the node.
            await refusals.RefuseAsync(context, RefusalReason.Query, StatusCodes.Status400BadRequest);
            return;
        }

        var address = context.Connection.RemoteIpAddress;
        var keys = logins.KeysOf(press.Parameters.All(Device).FirstOrDefault() ?? "", users.ToString(), clients.IsExempt(address) ? null : address);
        if (logins.Begin(keys) is var wait && wait > TimeSpan.Zero)
        {
            await refusals.ShowAsync(
                context, RefusalReason.FailedLogins, ErrorReason.LoginDelayed, StatusCodes.Status429TooManyRequests, wait, RetryUrl.Of(context.Request, press, current.Value));
            return;
        }

        try
        {
            await next(context);
        }
        finally
        {
            End(keys, press.Shown);
        }
    }

    private void End(FailedLoginKeys keys, Attempt? shown)
    {
        if (shown?.PageNumber is { } number && CommaSeparated.Contains(current.Options.Security.FailedLogins.PageNumbers, $"{number}"))
        {
            logins.Failed(keys);
        }
        else if (shown is { Won: true, PageNumber: null, Response.IsSuccessStatusCode: true })
        {
            logins.Succeeded(keys);
        }
        else
        {
            logins.EndedOtherwise(keys);
        }
    }
}
