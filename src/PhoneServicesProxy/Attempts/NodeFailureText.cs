using System.Net.Sockets;
using System.Security.Authentication;
using PhoneServicesProxy.Exhaustion;

namespace PhoneServicesProxy.Attempts;

/// <summary>Describes why a node did not answer. The framework's own messages are written for programmers.</summary>
internal static class NodeFailureText
{
    /// <summary>The text for a failure that needs no details of an exception; null for others.</summary>
    public static string? Of(AttemptFailure failure) => failure switch
    {
        AttemptFailure.ConnectFailed => "no connection",
        AttemptFailure.ConnectTimeout => "no connection in time",
        AttemptFailure.AnswerTimeout => "no whole page in time",
        AttemptFailure.ConnectionLost => "a connection that ends before the whole page",
        AttemptFailure.StaleConnection => "a kept connection that it had closed",
        AttemptFailure.BadProtocol => "something that is not HTTP",
        AttemptFailure.GatewayExhausted => "the gateway itself was held up",
        _ => null,
    };

    /// <param name="failure">The kind of failure.</param>
    /// <param name="error">The exception of the request.</param>
    /// <param name="node">The URL of the request.</param>
    public static string Of(AttemptFailure failure, Exception error, Uri? node)
    {
        var words = Of(failure) ?? "no answer";
        return failure switch
        {
            AttemptFailure.ConnectFailed => Inner<AuthenticationException>(error) is { } tls ? tls.Message.TrimEnd('.') : $"{NoConnection(error) ?? words}{(node is null ? "" : $" ({node.Host}:{node.Port})")}",
            AttemptFailure.ConnectTimeout => Inner<NoConnectionException>(error)?.Message ?? words,
            AttemptFailure.ConnectionLost => Inner<SocketException>(error)?.SocketErrorCode == SocketError.ConnectionReset ? "a connection that it resets before the whole page" : words,
            AttemptFailure.BadProtocol => (error as HttpRequestException)?.HttpRequestError switch
            {
                HttpRequestError.ConfigurationLimitExceeded => "headers that are too long",
                HttpRequestError.VersionNegotiationError => "another version of HTTP than the one that HttpRequest asks for",
                HttpRequestError.HttpProtocolError => "a fault in its HTTP/2",
                _ => words,
            },
            AttemptFailure.GatewayExhausted when ExhaustionErrors.Of(error) is { } resource => resource switch
            {
                ExhaustedResource.Descriptors => "the gateway itself had too many files open",
                ExhaustedResource.Ports => "the gateway itself had no port left",
                ExhaustedResource.Memory => "the gateway itself had no memory left",
                _ => words,
            },
            _ => words,
        };
    }

    /// <summary>Describes a failed TLS handshake with a node. OpenSSL's own message is kept, because administrators search for it.</summary>
    public static string OfHandshake(Exception error)
    {
        while (error.InnerException is { } inner)
        {
            error = inner;
        }

        return error.Message.LastIndexOf("::", StringComparison.Ordinal) is >= 0 and var at ? error.Message[(at + 2)..].TrimEnd('.')
            : error.Message.Contains("frame", StringComparison.OrdinalIgnoreCase) ? "its answer is not TLS"
            : error is IOException or SocketException ? "it ends the connection in the middle of the handshake"
            : error.Message.TrimEnd('.');
    }

    private static string? NoConnection(Exception error) => Inner<SocketException>(error)?.SocketErrorCode switch
    {
        SocketError.ConnectionRefused => "connection refused",
        SocketError.ConnectionReset => "connection reset",
        SocketError.HostNotFound or SocketError.NoData => "its name is not known",
        SocketError.TryAgain or SocketError.NoRecovery => "no name server tells its address",
        SocketError.HostUnreachable or SocketError.NetworkUnreachable or SocketError.HostDown or SocketError.NetworkDown => "no route to it",
        SocketError.TimedOut => "no connection in time",
        SocketError.AccessDenied => "a firewall of this machine forbids it",
        _ => null,
    };

    private static T? Inner<T>(Exception error)
        where T : Exception
    {
        for (var inner = error; inner is not null; inner = inner.InnerException)
        {
            if (inner is T found)
            {
                return found;
            }
        }

        return null;
    }
}
