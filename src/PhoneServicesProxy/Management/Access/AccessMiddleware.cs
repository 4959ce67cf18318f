using System.Net;
using Microsoft.Net.Http.Headers;
using PhoneServicesProxy.Management.StatusPage;

namespace PhoneServicesProxy.Management.Access;

/// <summary>
/// Lets in who may come in. Everybody may ask for liveness and readiness, and
/// for the files of the status page, which show nothing before they have asked for it. From this machine everything may be read, except what
/// one phone does. Whatever else, and every change, takes the API key or a client certificate. Pages of other sites get nothing, whichever browser they are in.
/// </summary>
internal sealed partial class AccessMiddleware(RequestDelegate next, ApiKeys keys, ILogger<AccessMiddleware> logger)
{
    private const string Scheme = "Bearer ";

    /// <summary>Tells of phones.</summary>
    private static readonly PathString Watches = "/api/watches";

    private static readonly PathString[] ForAll = ["/livez", "/readyz"];

    public Task InvokeAsync(HttpContext context)
    {
        if (ForAll.Any(path => context.Request.Path.Equals(path)) || (IsRead(context.Request) && PageFiles.Has(context.Request.Path)))
        {
            return next(context);
        }

        if (!BrowserRules.Allow(context.Request))
        {
            return RefuseAsync(context, StatusCodes.Status403Forbidden, "The request comes from a page of another site.");
        }

        var (caller, reason) = Identify(context);
        if (caller is null)
        {
            return UnauthorizedAsync(context, reason);
        }

        var tellsOfPhone = context.Request.Path.StartsWithSegments(Watches);
        if (!caller.MayChange && (tellsOfPhone || !IsRead(context.Request)))
        {
            return UnauthorizedAsync(context, WhatIsMissing(tellsOfPhone ? "What a phone does" : "A change"));
        }

        context.Features.Set(caller);
        return next(context);
    }

    private (Caller? Caller, string Reason) Identify(HttpContext context)
    {
        var from = context.Connection.RemoteIpAddress;
        if (context.Request.Headers.Authorization is [{ } authorization])
        {
            return authorization.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase) && keys.IsRight(authorization[Scheme.Length..].Trim())
                ? (new($"API key from {from}", MayChange: true), "")
                : (null, "The API key is wrong.");
        }

        // Only one that was checked against ClientCaFile gets as far as this.
        if (context.Connection.ClientCertificate is { } certificate)
        {
            return (new($"client certificate {certificate.Thumbprint} from {from}", MayChange: true), "");
        }

        return IsThisMachine(context)
            ? (new("this machine", MayChange: false), "")
            : (null, "Send Authorization: Bearer and the API key, or a client certificate.");
    }

    /// <summary>Not what came through a proxy on this machine, nor a page that a browser took for one of this machine's by a trick with DNS.</summary>
    private static bool IsThisMachine(HttpContext context) =>
        context.Connection.RemoteIpAddress is { } from
        && IPAddress.IsLoopback(from)
        && !context.Request.Headers.ContainsKey("X-Forwarded-For")
        && !context.Request.Headers.ContainsKey("Forwarded")
        && !context.Request.Headers.ContainsKey(HeaderNames.Via)
        && BrowserRules.IsNameOfThisMachine(context.Request.Host.Host);

    private static bool IsRead(HttpRequest request) => HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method);

    private string WhatIsMissing(string what) => keys.Exist
        ? $"{what} takes the API key: send Authorization: Bearer and the key. The command line finds the key by itself where it may read it; see PhoneServices:Management:ApiKeyFile."
        : $"{what} takes an API key, and there is none. Set PhoneServices:Management:ApiKeyFile, or make the directory of PhoneServices:Management:StateFile writable.";

    private Task UnauthorizedAsync(HttpContext context, string reason)
    {
        LogRefused(context.Connection.RemoteIpAddress is { IsIPv4MappedToIPv6: true } mapped ? mapped.MapToIPv4() : context.Connection.RemoteIpAddress, reason);
        context.Response.Headers.WWWAuthenticate = "Bearer realm=\"PhoneServicesProxy\"";
        return RefuseAsync(context, StatusCodes.Status401Unauthorized, reason);
    }

    private static Task RefuseAsync(HttpContext context, int status, string reason) =>
        Results.Problem(reason, statusCode: status).ExecuteAsync(context);

    [LoggerMessage(1, LogLevel.Warning, "Refused a request to the management endpoint from {From}: {Reason}", EventName = "ManagementRefused")]
    private partial void LogRefused(IPAddress? from, string reason);
}
