using Microsoft.AspNetCore.Http.Features;
using PhoneServicesProxy.Configuration;
using PhoneServicesProxy.Fallback.ErrorPages;
using PhoneServicesProxy.Overload;
using PhoneServicesProxy.Sessions;

namespace PhoneServicesProxy.Security;

/// <summary>
/// The first check: a request must come from an allowed network and be readable in one way only. A request that passes has a path of plain
/// characters, which routes can match without decoding.
/// </summary>
internal sealed class RequestGateMiddleware(RequestDelegate next, ClientNetworks clients, CurrentConfiguration current, Refusals refusals)
{
    public Task InvokeAsync(HttpContext context)
    {
        if (!clients.Allow(context))
        {
            return refusals.ShowAsync(context, RefusalReason.Network, ErrorReason.Refused, StatusCodes.Status403Forbidden);
        }

        var target = context.Features.Get<IHttpRequestFeature>()!.RawTarget;
        if ((TooLong(context.Request, target) ?? RequestTarget.Fault(target) ?? RequestHeaders.Fault(context.Request)) is { } reason)
        {
            return refusals.RefuseAsync(context, reason, StatusOf(reason));
        }

        RequestHeaders.RemoveHeadersNotForNodes(context.Request.Headers);
        if (SessionInPath.TakeFrom(context.Request) is { } session)
        {
            context.Features.Set(session);
        }

        return next(context);
    }

    /// <summary>The 4 stand for two blanks and the line end.</summary>
    private RefusalReason? TooLong(HttpRequest request, string target) =>
        request.Method.Length + target.Length + request.Protocol.Length + 4 > current.Options.Get<LimitsOptions>().MaxRequestLineSize ? RefusalReason.LineTooLong : null;

    private static int StatusOf(RefusalReason reason) => reason switch
    {
        // A 404 does not reveal whether a server behind the gateway knows the page.
        RefusalReason.Path => StatusCodes.Status404NotFound,
        RefusalReason.LineTooLong => StatusCodes.Status414UriTooLong,
        RefusalReason.TransferEncoding => StatusCodes.Status411LengthRequired,
        _ => StatusCodes.Status400BadRequest,
    };
}
