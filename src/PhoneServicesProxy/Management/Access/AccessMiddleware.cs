using System.Net;
using Microsoft.Net.Http.Headers;
using PhoneServicesProxy.Diagnostics;
using PhoneServicesProxy.Management.Orders;
using PhoneServicesProxy.Management.StatusPage;

namespace PhoneServicesProxy.Management.Access;

/// <summary>
/// Lets in who may come in. Everybody may ask for liveness and readiness, and
/// for the files of the status page, which show nothing before they have asked for it. From this machine everything may be read, except what
/// one phone does. Whatever else takes a key or a client certificate, and every change the key of an operator. Pages of other sites get nothing,
/// whichever browser they are in.
/// </summary>
internal sealed partial class AccessMiddleware(
    RequestDelegate next, ApiKeys keys, WrongKeys wrong, AuditLog audit, TimeProvider time, ILogger<AccessMiddleware> logger)
{
    private const string Scheme = "Bearer ";

    /// <summary>Tells of phones.</summary>
    private static readonly PathString Watches = "/api/watches";

    private static readonly PathString[] ForAll = ["/livez", "/readyz"];

    private readonly LogLimit _tooMany = new();

    public async Task InvokeAsync(HttpContext context)
    {
        if (ForAll.Any(path => context.Request.Path.Equals(path)) || (IsRead(context.Request) && PageFiles.Has(context.Request.Path)))
        {
            await next(context);
            return;
        }

        var order = IsRead(context.Request) || AuditEntry.OperationOf(context) is null ? null : new AuditEntry(time.GetUtcNow(), context);
        if (!BrowserRules.Allow(context.Request))
        {
            await RefuseAsync(context, order, StatusCodes.Status403Forbidden, "The request comes from a page of another site.");
            return;
        }

        var (caller, status, reason) = await IdentifyAsync(context);
        if (caller is null)
        {
            await RefuseAsync(context, order, status, reason);
            return;
        }

        if (order is not null)
        {
            (order.Who, order.Role) = (caller.Name, caller.Role);
        }

        if (RefusalOf(caller, context.Request) is var (refused, why))
        {
            await RefuseAsync(context, order, refused, why);
            return;
        }

        context.Features.Set(caller);
        if (order is not null)
        {
            Record(context, order);
        }

        await next(context);
    }

    private async Task<(Caller? Caller, int Status, string Reason)> IdentifyAsync(HttpContext context)
    {
        var from = context.Connection.RemoteIpAddress;
        if (context.Request.Headers.Authorization is [{ } authorization])
        {
            var sent = authorization.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase) ? authorization[Scheme.Length..].Trim() : "";
            var (key, wasTried) = await wrong.TryAsync(from ?? IPAddress.None, () => sent.Length == 0 ? null : keys.Find(sent), context.RequestAborted);
            return key is not null ? (new(key.Name, key.Role, $"{WordsOf(key)} from {from}"), 0, "")
                : wasTried ? (null, StatusCodes.Status401Unauthorized, "The API key is wrong.")
                : (null, StatusCodes.Status429TooManyRequests, "Too many wrong API keys came from this address. Wait a few seconds, and try again.");
        }

        // Only one that was checked against ClientCaFile gets as far as this.
        if (context.Connection.ClientCertificate is { } certificate)
        {
            return (new($"certificate {certificate.Thumbprint}", ManagementRole.Operator, $"client certificate {certificate.Thumbprint} from {from}"), 0, "");
        }

        return IsThisMachine(context)
            ? (new("this machine", null, "this machine"), 0, "")
            : (null, StatusCodes.Status401Unauthorized, "Send Authorization: Bearer and the API key, or a client certificate.");
    }

    private static string WordsOf(KnownKey key) => key.Name is ApiKeys.SharedName or LocalKey.FileName ? "API key" : key.Name;

    private (int Status, string Reason)? RefusalOf(Caller caller, HttpRequest request)
    {
        var tellsOfPhone = request.Path.StartsWithSegments(Watches);
        return (caller.Role, IsRead(request)) switch
        {
            (ManagementRole.Operator, _) or (ManagementRole.Viewer, true) => null,
            (ManagementRole.Viewer, false) => (StatusCodes.Status403Forbidden,
                $"The API key of {caller.Name} is a viewer's: it may look, and change nothing. Use the key of an operator, or set PhoneServices:Management:Keys:{caller.Name}:Role to Operator."),
            (null, true) when !tellsOfPhone => null,
            _ => (StatusCodes.Status401Unauthorized, WhatIsMissing(tellsOfPhone ? "What a phone does" : "A change")),
        };
    }

    /// <summary>The answer begins when the order is on disk. One whose sender has gone away is recorded, too.</summary>
    private void Record(HttpContext context, AuditEntry order)
    {
        context.Features.Set(order);
        context.Response.OnStarting(() => audit.RecordAsync(order, context.Response.StatusCode));
        context.Response.OnCompleted(() => audit.RecordAsync(order, context.Response.StatusCode));
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

    private string WhatIsMissing(string what) => keys.AnyOrders
        ? $"{what} takes the API key: send Authorization: Bearer and the key. The command line finds the key by itself where it may read it; see PhoneServices:Management:ApiKeyFile."
        : $"{what} takes an API key, and there is none. Set PhoneServices:Management:ApiKeyFile, or make the directory of PhoneServices:Management:StateFile writable.";

    private async Task RefuseAsync(HttpContext context, AuditEntry? order, int status, string reason)
    {
        var from = context.Connection.RemoteIpAddress is { IsIPv4MappedToIPv6: true } mapped ? mapped.MapToIPv4() : context.Connection.RemoteIpAddress;
        if (status != StatusCodes.Status429TooManyRequests)
        {
            LogRefused(from, reason);
        }
        else if (_tooMany.IsDue(time, out var count))
        {
            LogTooMany(from, count);
        }

        if (order is not null)
        {
            order.Text = reason;
            await audit.RefuseAsync(order, status);
        }

        if (status == StatusCodes.Status401Unauthorized)
        {
            context.Response.Headers.WWWAuthenticate = "Bearer realm=\"PhoneServicesProxy\"";
        }
        else if (status == StatusCodes.Status429TooManyRequests)
        {
            context.Response.Headers.RetryAfter = $"{WrongKeys.Pace.TotalSeconds:0}";
        }

        await Results.Problem(reason, statusCode: status).ExecuteAsync(context);
    }

    [LoggerMessage(1, LogLevel.Warning, "Refused a request to the management endpoint from {From}: {Reason}", EventName = "ManagementRefused")]
    private partial void LogRefused(IPAddress? from, string reason);

    [LoggerMessage(2, LogLevel.Warning, "Requests to the management endpoint with wrong API keys come too fast, the last one from {From}; refused: {Count}.", EventName = "ManagementKeysTried")]
    private partial void LogTooMany(IPAddress? from, long count);
}
