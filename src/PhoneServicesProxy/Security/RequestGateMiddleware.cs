using Microsoft.AspNetCore.Http.Features;
using PhoneServicesProxy.Configuration;
using PhoneServicesProxy.Fallback.ErrorPages;
using PhoneServicesProxy.Overload;
using PhoneServicesProxy.Sessions;

namespace PhoneServicesProxy.Security;

/// <summary>
/// The way in: from a phone's network, and a request that can be read in one way only. What is let through has a path of plain
/// characters, which routes match as it is.
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

        RequestHeaders.TakeAwayWhatIsNotForNodes(context.Request.Headers);
        if (SessionInPath.TakeFrom(context.Request) is { } session)
        {
            context.Features.Set(session);
        }

        return next(context);
    }

    /// <summary>With the two blanks, the version and the end of the line.</summary>
    private RefusalReason? TooLong(HttpRequest request, string target) =>
        request.Method.Length + target.Length + request.Protocol.Length + 4 > current.Options.Get<LimitsOptions>().MaxRequestLineSize ? RefusalReason.LineTooLong : null;

    private static int StatusOf(RefusalReason reason) => reason switch
    {
        // Nobody is told whether a server behind would have known the page.
        RefusalReason.Path => StatusCodes.Status404NotFound,
        RefusalReason.LineTooLong => StatusCodes.Status414UriTooLong,
        RefusalReason.TransferEncoding => StatusCodes.Status411LengthRequired,
        _ => StatusCodes.Status400BadRequest,
    };
}
