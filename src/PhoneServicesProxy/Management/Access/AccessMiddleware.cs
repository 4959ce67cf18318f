using System.Net;
using Microsoft.Net.Http.Headers;
using PhoneServicesProxy.Diagnostics;
using PhoneServicesProxy.Management.OrderLog;
using PhoneServicesProxy.Management.StatusPage;

namespace PhoneServicesProxy.Management.Access;

/// <summary>
/// Authorizes requests to the management endpoint. Liveness, readiness and the status page's files are open to everyone. This machine may read
/// everything but the watches of phones. All other requests need a key or a client certificate, and each change needs an operator's. Requests from
/// pages of other sites are refused.
/// </summary>
internal sealed partial class AccessMiddleware(
    RequestDelegate next, ApiKeys keys, WrongKeys wrong, OrderLogWriter orderLog, TimeProvider time, ILogger<AccessMiddleware> logger)
{
    private const string Scheme = "Bearer ";

    /// <summary>These paths show what a phone does.</summary>
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

        var order = IsRead(context.Request) || OrderEntry.OperationOf(context) is null ? null : new OrderEntry(time.GetUtcNow(), context);
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

        // Kestrel has already checked the certificate against ClientCaFile.
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
        var watchesPhone = request.Path.StartsWithSegments(Watches);
        return (caller.Role, IsRead(request)) switch
        {
            (ManagementRole.Operator, _) or (ManagementRole.Viewer, true) => null,
            (ManagementRole.Viewer, false) => (StatusCodes.Status403Forbidden,
                $"The API key of {caller.Name} has the role Viewer, which cannot change anything. Use an operator's key, or set PhoneServices:Management:Keys:{caller.Name}:Role to Operator."),
            (null, true) when !watchesPhone => null,
            _ => (StatusCodes.Status401Unauthorized, MissingKey(watchesPhone ? "Watching a phone" : "A change")),
        };
    }

    /// <summary>The order is on disk before the answer begins. It is recorded even if its sender has gone away.</summary>
    private void Record(HttpContext context, OrderEntry order)
    {
        context.Features.Set(order);
        context.Response.OnStarting(() => orderLog.RecordAsync(order, context.Response.StatusCode));
        context.Response.OnCompleted(() => orderLog.RecordAsync(order, context.Response.StatusCode));
    }

    /// <summary>False for a request through a proxy on this machine, and for a page that reached this machine by DNS rebinding.</summary>
    private static bool IsThisMachine(HttpContext context) =>
        context.Connection.RemoteIpAddress is { } from
        && IPAddress.IsLoopback(from)
        && !context.Request.Headers.ContainsKey("X-Forwarded-For")
        && !context.Request.Headers.ContainsKey("Forwarded")
        && !context.Request.Headers.ContainsKey(HeaderNames.Via)
        && BrowserRules.IsNameOfThisMachine(context.Request.Host.Host);

    private static bool IsRead(HttpRequest request) => HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method);

    private string MissingKey(string action) => keys.AnyOrders
        ? $"{action} needs the API key: send Authorization: Bearer and the key. The command line finds the key itself if it may read the file; see PhoneServices:Management:ApiKeyFile."
        : $"{action} needs an API key, and there is none. Set PhoneServices:Management:ApiKeyFile, or make the directory of PhoneServices:Management:StateFile writable.";

    private async Task RefuseAsync(HttpContext context, OrderEntry? order, int status, string reason)
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
            await orderLog.RefuseAsync(order, status);
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

    [LoggerMessage(2, LogLevel.Warning, "Too many requests with wrong API keys reach the management endpoint, the last one from {From}. Refused: {Count}.", EventName = "ManagementKeysTried")]
    private partial void LogTooMany(IPAddress? from, long count);
}
