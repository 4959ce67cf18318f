using System.Net;
using System.Net.Sockets;

namespace PhoneServicesProxy.Tests.Health;

/// <summary>How a node answers a probe.</summary>
internal static class Answers
{
    public static Func<Uri, CancellationToken, Task<HttpStatusCode>> Ok { get; } =
        (_, _) => Task.FromResult(HttpStatusCode.OK);

    public static Task<HttpStatusCode> Unavailable => Task.FromResult(HttpStatusCode.ServiceUnavailable);

    public static Task<HttpStatusCode> Refused => Task.FromException<HttpStatusCode>(
        new HttpRequestException(HttpRequestError.ConnectionError, "Connection refused", new SocketException()));

    public static Task<HttpStatusCode> Never(CancellationToken limit)
    {
        var answer = new TaskCompletionSource<HttpStatusCode>();
        limit.Register(() => answer.TrySetCanceled(limit));
        return answer.Task;
    }
}
