using System.Net;

namespace PhoneServicesProxy.Management.OrderLog;

/// <summary>An order while it is carried out.</summary>
/// <param name="time">The time of the order.</param>
/// <param name="context">The request.</param>
internal sealed class OrderEntry(DateTimeOffset time, HttpContext context)
{
    /// <summary>Targets are short names, but a caller without a key may send any text.</summary>
    private const int MaxTarget = 100;

    private int _isTaken;

    public string Who { get; set; } = "";

    public ManagementRole? Role { get; set; }

    /// <summary>The node or the phone.</summary>
    public string? Target { get; set; }

    /// <summary>True if the target is a phone.</summary>
    public bool IsOfPhone { get; set; }

    public string? Reason { get; set; }

    /// <summary>The state in force now, or the reason for a refusal.</summary>
    public string? Text { get; set; }

    /// <summary>Null if the request is no order.</summary>
    public static OrderEntry? Of(HttpContext context) => context.Features.Get<OrderEntry>();

    /// <summary>The operation's name; null if no endpoint matches.</summary>
    public static string? OperationOf(HttpContext context) => context.GetEndpoint()?.Metadata.GetMetadata<IEndpointNameMetadata>()?.EndpointName;

    /// <summary>Returns true for the first caller only, because an order has one line.</summary>
    public bool Take() => Interlocked.Exchange(ref _isTaken, 1) == 0;

    public OrderLogLine Line(int status, long? leftOut = null)
    {
        var from = context.Connection.RemoteIpAddress;
        var target = Target ?? (context.GetRouteValue("name") ?? context.GetRouteValue("id")) as string;
        return new(
            time, Who, Role, $"{(from is { IsIPv4MappedToIPv6: true } ? from.MapToIPv4() : from ?? IPAddress.None)}", OperationOf(context) ?? "",
            target?.Length > MaxTarget ? target[..MaxTarget] : target, Reason, OutcomeOf(status), status, Text, leftOut)
        {
            IsOfPhone = IsOfPhone,
        };
    }

    private static OrderOutcome OutcomeOf(int status) => status switch
    {
        >= 200 and < 300 => OrderOutcome.Done,
        StatusCodes.Status401Unauthorized or StatusCodes.Status403Forbidden or StatusCodes.Status429TooManyRequests => OrderOutcome.Refused,
        _ => OrderOutcome.Failed,
    };
}
